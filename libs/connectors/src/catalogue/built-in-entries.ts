import { type CatalogueEntry, catalogueEntry } from './catalogue-entry.js';

const documents = catalogueEntry({
  key: 'documents',
  title: 'Documents',
  description: 'Reads, searches and writes the files of one folder on this server.',
  command: { package: '@modelcontextprotocol/server-filesystem', bin: 'mcp-server-filesystem' },
  arguments: ['{{folder}}'],
  settings: [
    {
      name: 'folder',
      label: 'Folder',
      kind: 'folder',
      help: 'Absolute path of a folder that your operator opened for connectors.',
    },
  ],
  writable: ['{{folder}}'],
});

const database = catalogueEntry({
  key: 'database',
  title: 'Database',
  description: 'Asks a SQL database, such as the one of your CRM: Postgres, MySQL, MariaDB or SQL Server.',
  command: { package: '@bytebase/dbhub', bin: 'dbhub' },
  arguments: ['--transport', 'stdio', '--config', 'dbhub.toml'],
  variables: { DSN: '{{dsn}}', NODE_ENV: 'production' },
  files: {
    'dbhub.toml': [
      '[[sources]]',
      'id = "default"',
      'dsn = "${DSN}"',
      '[[tools]]',
      'name = "execute_sql"',
      'source = "default"',
      'readonly = {{readOnly}}',
      'max_rows = {{maxRows}}',
      '[[tools]]',
      'name = "search_objects"',
      'source = "default"',
      '',
    ].join('\n'),
  },
  settings: [
    {
      name: 'dsn',
      label: 'Connection string',
      kind: 'database',
      secret: true,
      help: 'For example postgres://reader:password@db.example.com:5432/crm. Use an account that may only read.',
    },
    {
      name: 'readOnly',
      label: 'Only read',
      kind: 'choice',
      choices: ['true', 'false'],
      fallback: 'true',
      required: false,
      help: 'Refuses every statement that changes data, beside what the account itself may not do.',
    },
    {
      name: 'maxRows',
      label: 'Rows per answer',
      kind: 'choice',
      choices: ['50', '200', '1000'],
      fallback: '200',
      required: false,
      help: 'The most rows that one answer holds.',
    },
  ],
  network: 'open',
});

const restApi = catalogueEntry({
  key: 'rest-api',
  title: 'REST API',
  description: 'Offers the operations of a REST API, such as your ERP, from its OpenAPI description.',
  command: { package: '@ivotoby/openapi-mcp-server', bin: 'openapi-mcp-server' },
  variables: {
    TRANSPORT_TYPE: 'stdio',
    API_BASE_URL: '{{baseUrl}}',
    OPENAPI_SPEC_PATH: '{{description}}',
    API_HEADERS: '{{headerName}}:{{headerValue}}',
    DISABLE_ABBREVIATION: 'true',
    VERBOSE: 'false',
  },
  settings: [
    {
      name: 'baseUrl',
      label: 'Address',
      kind: 'url',
      help: 'Where the API answers, for example https://erp.example.com/api.',
    },
    {
      name: 'description',
      label: 'OpenAPI description',
      kind: 'document',
      help: 'Web address of its OpenAPI document, or the path of a file in a folder that your operator opened.',
    },
    {
      name: 'headerName',
      label: 'Name of the sign-in header',
      kind: 'headerName',
      required: false,
      fallback: 'Authorization',
      help: 'Usually Authorization; some APIs use one of their own, such as X-API-Key.',
    },
    {
      name: 'headerValue',
      label: 'Value of the sign-in header',
      kind: 'headerValue',
      secret: true,
      required: false,
      help: 'For example Bearer and the token. Leave it empty for an API without sign-in.',
    },
  ],
  readable: ['{{description}}'],
  network: 'open',
});

/** What every installation can connect without its operator doing anything. */
export const BUILT_IN_ENTRIES: readonly CatalogueEntry[] = [documents, database, restApi];
