/** Postgres settings for a small machine that also runs the server and a browser; a larger one uses DATABASE_URL or local.conf. */
const SETTINGS: readonly (readonly [name: string, value: string])[] = [
  ['shared_buffers', '64MB'],
  ['max_connections', '100'],
  ['work_mem', '8MB'],
  ['maintenance_work_mem', '64MB'],
  ['effective_cache_size', '512MB'],
  // The reads of one small machine gain nothing from extra processes, and each costs memory.
  ['io_method', 'sync'],
  ['max_worker_processes', '4'],
  ['max_parallel_workers', '2'],
  ['autovacuum_max_workers', '2'],
  // A plan that was made for an almost empty table is kept until its statistics are taken anew.
  ['autovacuum_naptime', '15s'],
  ['jit', 'off'],
  ['random_page_cost', '1.1'],
  ['min_wal_size', '80MB'],
  ['max_wal_size', '512MB'],
  ['timezone', 'UTC'],
  ['log_timezone', 'UTC'],
  // Messages about statements are the server's to log, redacted; here only what befalls the database itself.
  ['log_min_messages', 'log'],
  ['log_checkpoints', 'off'],
  ['log_line_prefix', '%m [%p] '],
  // A statement's text may carry what users typed: it stays out of the log.
  ['log_min_error_statement', 'panic'],
  ['log_error_verbosity', 'terse'],
  ['unix_socket_permissions', '0700'],
];

/** The text of postgresql.conf, rewritten at each start; the operator's own changes go to local.conf beside it. */
export function serverSettings(folders: { readonly dataFolder: string; readonly hostRulesFile: string }): string {
  const lines: (readonly [string, string])[] = [
    ...SETTINGS,
    ['hba_file', folders.hostRulesFile],
    ['ident_file', `${folders.dataFolder}/pg_ident.conf`],
  ];
  const body = lines.map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return [
    '# Written by Groundswell at each start. Put settings of your own into local.conf beside this file.',
    ...body,
    "include_if_exists = 'local.conf'",
  ].join('\n');
}

/** The text of pg_hba.conf: a password from everywhere, and nowhere but this machine. */
export function hostRules(): string {
  return [
    '# Written by Groundswell at each start.',
    'local all all scram-sha-256',
    'host all all 127.0.0.1/32 scram-sha-256',
    'host all all ::1/128 scram-sha-256',
  ].join('\n');
}
