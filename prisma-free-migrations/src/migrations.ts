import { Foundation1764000000001 } from './0001-foundation.js';
import { Identity1764000000002 } from './0002-identity.js';
import { Audit1764000000003 } from './0003-audit.js';
import { Policies1764000000004 } from './0004-policies.js';
import { Workflows1764000000005 } from './0005-workflows.js';
import { Connectors1764000000006 } from './0006-connectors.js';
import { Runs1764000000007 } from './0007-runs.js';
import { Savings1764000000008 } from './0008-savings.js';
import { Analytics1764000000009 } from './0009-analytics.js';
import { PolicyGovernance1764000000010 } from './0010-policy-governance.js';
import { ConnectorGovernance1764000000011 } from './0011-connector-governance.js';
import { Stops1764000000012 } from './0012-stops.js';
import { Requests1764000000013 } from './0013-requests.js';
import { AuditCheckpoints1764000000014 } from './0014-audit-checkpoints.js';
import { RunRetries1764000000015 } from './0015-run-retries.js';
import { OrganisationRates1764000000016 } from './0016-organisation-rates.js';
import { RunRefusals1764000000017 } from './0017-run-refusals.js';
import { CutWrites1764000000018 } from './0018-cut-writes.js';
import { LimitsAndClients1764000000019 } from './0019-limits-and-clients.js';
import { Budgets1764000000020 } from './0020-budgets.js';
import { LimitsAndModels1764000000021 } from './0021-limits-and-models.js';
import { Schedules1764000000022 } from './0022-schedules.js';
import { Webhooks1764000000023 } from './0023-webhooks.js';
import { InputFiles1764000000024 } from './0024-input-files.js';
import { Batches1764000000025 } from './0025-batches.js';
import { CalledWorkflows1764000000026 } from './0026-called-workflows.js';
import { RunPage1764000000027 } from './0027-run-page.js';
import { DurableWorkers1764000000028 } from './0028-durable-workers.js';
import { KeptRefusals1764000000030 } from './0030-kept-refusals.js';
import { InheritedEvalCases1764000000035 } from './0035-inherited-eval-cases.js';
import { WritesInFlight1764000000036 } from './0036-writes-in-flight.js';
import { AuditAppend1764000000037 } from './0037-audit-append.js';

/** Every migration in the order in which it runs. A name once released is never changed. */
export const MIGRATIONS = [
  Foundation1764000000001,
  Identity1764000000002,
  Audit1764000000003,
  Policies1764000000004,
  Workflows1764000000005,
  Connectors1764000000006,
  Runs1764000000007,
  Savings1764000000008,
  Analytics1764000000009,
  PolicyGovernance1764000000010,
  ConnectorGovernance1764000000011,
  Stops1764000000012,
  Requests1764000000013,
  AuditCheckpoints1764000000014,
  RunRetries1764000000015,
  OrganisationRates1764000000016,
  RunRefusals1764000000017,
  CutWrites1764000000018,
  LimitsAndClients1764000000019,
  Budgets1764000000020,
  LimitsAndModels1764000000021,
  Schedules1764000000022,
  Webhooks1764000000023,
  InputFiles1764000000024,
  Batches1764000000025,
  CalledWorkflows1764000000026,
  RunPage1764000000027,
  DurableWorkers1764000000028,
  KeptRefusals1764000000030,
  InheritedEvalCases1764000000035,
  WritesInFlight1764000000036,
  AuditAppend1764000000037,
];
