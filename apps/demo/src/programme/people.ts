/** Teams and people of the invented firm. No name is meant to be anybody's. */
export const TEAMS = {
  tenants: 'Tenant services',
  accounting: 'Property accounting',
  construction: 'Construction management',
  purchasing: 'Purchasing',
  technical: 'Technical maintenance',
  letting: 'Letting and sales',
  administration: 'Administration',
} as const;
export type TeamKey = keyof typeof TEAMS;

export type DemoRole = 'runner' | 'builder' | 'steward' | 'leader' | 'auditor' | 'owner';

export interface PersonPlan {
  readonly name: string;
  readonly roles: readonly DemoRole[];
  readonly teams: readonly TeamKey[];
  /** The month of the programme in which the person joined; colleagues came to it wave by wave. */
  readonly month: number;
}

const builder = (name: string, team: TeamKey, month: number): PersonPlan => ({
  name,
  roles: ['runner', 'builder'],
  teams: [team],
  month,
});
const runner = (name: string, team: TeamKey, month: number): PersonPlan => ({
  name,
  roles: ['runner'],
  teams: [team],
  month,
});

/** Who takes part, by a short name. The owner founds the organisation and so is not invited. */
export const PEOPLE = {
  carstensen: { name: 'Wiebke Carstensen', roles: ['owner'], teams: ['administration'], month: 1 },
  detlefsen: { name: 'Frauke Detlefsen', roles: ['steward'], teams: ['administration'], month: 1 },
  tunc: { name: 'Emre Tunç', roles: ['steward'], teams: ['administration'], month: 4 },
  lohmann: { name: 'Astrid Lohmann', roles: ['leader'], teams: ['administration'], month: 1 },
  harms: { name: 'Bernd Harms', roles: ['auditor'], teams: ['administration'], month: 2 },

  behrens: builder('Katrin Behrens', 'tenants', 1),
  aydin: builder('Yusuf Aydın', 'tenants', 1),
  thode: builder('Marlene Thode', 'tenants', 3),
  wendt: builder('Sabine Wendt', 'accounting', 1),
  zielinski: builder('Piotr Zieliński', 'accounting', 2),
  paulsen: builder('Henning Paulsen', 'construction', 1),
  kowalczuk: builder('Daria Kowalczuk', 'construction', 2),
  moellenkamp: builder('Lars Möllenkamp', 'construction', 3),
  soerensen: builder('Ingrid Sörensen', 'purchasing', 1),
  nowak: builder('Tomasz Nowak', 'purchasing', 2),
  karaca: builder('Elif Karaca', 'purchasing', 4),
  brodersen: builder('Uwe Brodersen', 'technical', 1),
  feddersen: builder('Nadine Feddersen', 'technical', 3),
  petrovic: builder('Goran Petrović', 'technical', 4),
  hansen: builder('Julia Hansen-Reyes', 'letting', 1),
  bellini: builder('Chiara Bellini', 'letting', 2),
  clausen: builder('Mattis Clausen', 'letting', 4),
  ohlsen: builder('Renate Ohlsen', 'administration', 2),
  lindqvist: builder('Jonas Lindqvist', 'administration', 5),

  voss: runner('Hella Voß', 'tenants', 1),
  adeyemi: runner('Tolu Adeyemi', 'tenants', 2),
  brandt: runner('Ralf Brandt', 'tenants', 3),
  yildiz: runner('Selin Yıldız', 'tenants', 5),
  kruse: runner('Dirk Kruse', 'accounting', 2),
  marquardt: runner('Anja Marquardt', 'accounting', 2),
  bui: runner('Minh Bùi', 'accounting', 6),
  sievers: runner('Torsten Sievers', 'construction', 1),
  dragomir: runner('Ioana Dragomir', 'construction', 3),
  wulf: runner('Kai Wulf', 'construction', 4),
  ketels: runner('Maren Ketels', 'construction', 7),
  rohde: runner('Stefan Rohde', 'purchasing', 2),
  schlueter: runner('Beate Schlüter', 'purchasing', 3),
  osei: runner('Kofi Osei', 'purchasing', 6),
  nissen: runner('Fiete Nissen', 'technical', 1),
  lorenzen: runner('Gesa Lorenzen', 'technical', 2),
  hadzic: runner('Amir Hadžić', 'technical', 3),
  tietjen: runner('Malte Tietjen', 'technical', 6),
  becker: runner('Svenja Becker', 'letting', 2),
  romero: runner('Lucía Romero', 'letting', 4),
  jepsen: runner('Nils Jepsen', 'letting', 7),
  dierks: runner('Elke Dierks', 'administration', 3),
  fontaine: runner('Luc Fontaine', 'administration', 5),
  sander: runner('Birte Sander', 'administration', 8),
} as const satisfies Readonly<Record<string, PersonPlan>>;
export type PersonKey = keyof typeof PEOPLE;

/** The person to sign in as for each role. */
export const FACES: Readonly<Record<DemoRole, PersonKey>> = {
  runner: 'voss',
  builder: 'behrens',
  steward: 'detlefsen',
  leader: 'lohmann',
  auditor: 'harms',
  owner: 'carstensen',
};

/** The address of a demo person: `.example` is never delivered. */
export function emailOf(key: PersonKey): string {
  return `${key}@nordhafen-wohnbau.example`;
}
