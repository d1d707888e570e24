/** Everyone who takes part in the walks. */
export const PEOPLE = {
  olga: { name: 'Olga Owner', email: 'olga@example.test', roles: [], teams: [] },
  bea: { name: 'Bea Builder', email: 'bea@example.test', roles: ['Builder'], teams: ['Tenants'] },
  carl: { name: 'Carl Cooper', email: 'carl@example.test', roles: ['Builder'], teams: ['Repairs'] },
  rita: { name: 'Rita Runner', email: 'rita@example.test', roles: [], teams: ['Tenants', 'Repairs'] },
  nora: { name: 'Nora Nowak', email: 'nora@example.test', roles: ['Builder'], teams: ['Tenants'] },
  lea: { name: 'Lea Leader', email: 'lea@example.test', roles: ['Leader'], teams: [] },
} as const satisfies Readonly<
  Record<string, { name: string; email: string; roles: readonly string[]; teams: readonly string[] }>
>;

export type PersonName = keyof typeof PEOPLE;

export const TEAMS = ['Tenants', 'Repairs'] as const;

export const PASSWORD = 'correct horse battery staple';
