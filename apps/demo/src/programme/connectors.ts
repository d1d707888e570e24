/** The systems that the programme connects, the ERP a second time by its own MCP server, and what the steward found out about their tools. */
export type ConnectorKey = 'documents' | 'crm' | 'erp' | 'bookings';

export interface ToolLabelPlan {
  readonly risk: 'read' | 'write' | 'destructive';
  readonly returnsUntrusted: boolean;
  readonly reachesOutside: boolean;
  readonly allowed: boolean;
}

export interface ConnectorPlan {
  readonly key: ConnectorKey;
  readonly name: string;
  readonly description: string;
  /** Null where it is reached at an address of its own. */
  readonly catalogueKey: string | null;
  readonly dataClass: 'public' | 'internal' | 'confidential' | 'personal';
  /** Day of the programme on which it was set up, from 0. */
  readonly onDay: number;
  /** What finding out, registering, labelling and testing took the steward. */
  readonly setUpMinutes: number;
  readonly tools: Readonly<Record<string, ToolLabelPlan>>;
}

const read = (returnsUntrusted: boolean): ToolLabelPlan => ({
  risk: 'read',
  returnsUntrusted,
  reachesOutside: false,
  allowed: true,
});
const write: ToolLabelPlan = { risk: 'write', returnsUntrusted: false, reachesOutside: false, allowed: true };
const off = (risk: 'write' | 'destructive'): ToolLabelPlan => ({
  risk,
  returnsUntrusted: false,
  reachesOutside: false,
  allowed: false,
});

export const CONNECTORS: readonly ConnectorPlan[] = [
  {
    key: 'crm',
    name: 'CRM',
    description:
      'Tenants, flats, leases, defects and contacts. Read only; dates and numbers are texts as clerks wrote them.',
    catalogueKey: 'database',
    dataClass: 'personal',
    onDay: 2,
    setUpMinutes: 410,
    // What tenants wrote stands in the rows, so an answer carries text by strangers.
    tools: { execute_sql: read(true), search_objects: read(false) },
  },
  {
    key: 'documents',
    name: 'Documents',
    description:
      'The shared folder: leases, letters, mails, site diaries, offers and contracts. Some files are in old encodings.',
    catalogueKey: 'documents',
    dataClass: 'confidential',
    onDay: 5,
    setUpMinutes: 260,
    tools: {
      read_text_file: read(true),
      read_multiple_files: read(true),
      read_file: read(true),
      read_media_file: { ...read(true), allowed: false },
      list_directory: read(false),
      list_directory_with_sizes: read(false),
      directory_tree: read(false),
      search_files: read(false),
      get_file_info: read(false),
      list_allowed_directories: read(false),
      write_file: off('destructive'),
      edit_file: off('write'),
      create_directory: off('write'),
      move_file: off('destructive'),
    },
  },
  {
    key: 'erp',
    name: 'ERP',
    description: 'Orders, incoming invoices and suppliers. Writes are real: they change the books.',
    catalogueKey: 'rest-api',
    dataClass: 'confidential',
    onDay: 29,
    setUpMinutes: 540,
    tools: {
      'search-orders': read(false),
      'read-order': read(false),
      'search-invoices': read(false),
      'read-invoice': read(false),
      'search-suppliers': read(false),
      'read-supplier': read(false),
      'change-delivery-date': write,
      'approve-invoice': write,
      'issue-credit-note': write,
      'send-message': { ...write, reachesOutside: true },
      'cancel-order': off('destructive'),
    },
  },
];

/** Bookings with a look at what they would change, which the ERP's REST service cannot give. */
export const BOOKINGS: Omit<ConnectorPlan, 'onDay'> & { readonly key: 'bookings'; readonly daysAgo: number } = {
  key: 'bookings',
  name: 'Bookings',
  description: 'The ERP’s own MCP server: shows what a booking would change before it is made.',
  catalogueKey: null,
  dataClass: 'confidential',
  daysAgo: 16,
  setUpMinutes: 70,
  tools: { 'preview-credit-note': read(false), 'issue-credit-note': write },
};
