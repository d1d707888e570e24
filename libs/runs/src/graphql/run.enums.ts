import { registerEnumType } from '@nestjs/graphql';

/** The states of a run as GraphQL shows them. */
export enum RunStatusEnum {
  queued = 'queued',
  running = 'running',
  waiting = 'waiting',
  succeeded = 'succeeded',
  failed = 'failed',
  cancelled = 'cancelled',
  stopped = 'stopped',
}
export enum RunModeEnum {
  live = 'live',
  practice = 'practice',
  recorded = 'recorded',
}
export enum RunTriggerEnum {
  person = 'person',
  schedule = 'schedule',
  webhook = 'webhook',
  mcp = 'mcp',
  hand = 'hand',
}
export enum RunPurposeEnum {
  work = 'work',
  evaluation = 'evaluation',
  rehearsal = 'rehearsal',
}
export enum RunWaitEnum {
  approval = 'approval',
  answer = 'answer',
  outcomeUnknown = 'outcomeUnknown',
  call = 'call',
}
export enum RunLabelEnum {
  privateData = 'privateData',
  untrustedContent = 'untrustedContent',
  reachedOutside = 'reachedOutside',
}
export enum StepKindEnum {
  model = 'model',
  tool = 'tool',
  approval = 'approval',
  output = 'output',
}
export enum StepStatusEnum {
  intended = 'intended',
  done = 'done',
  failed = 'failed',
  refused = 'refused',
  waiting = 'waiting',
  unknown = 'unknown',
  cancelled = 'cancelled',
}
export enum OutcomeEnum {
  accepted = 'accepted',
  edited = 'edited',
  rejected = 'rejected',
}
export enum OutcomeVerdictEnum {
  done = 'done',
  notDone = 'notDone',
  repeat = 'repeat',
}

registerEnumType(RunStatusEnum, { name: 'RunStatus', description: 'Where a run stands. The last four are ends.' });
registerEnumType(RunModeEnum, {
  name: 'RunMode',
  description: 'Live: a model. Practice: the stand-in that replays the rehearsal. Recorded: done elsewhere.',
});
registerEnumType(RunTriggerEnum, { name: 'RunTrigger', description: 'What started a run.' });
registerEnumType(RunPurposeEnum, {
  name: 'RunPurpose',
  description: 'What a run is for. Only work saves anybody time; a try of an unpublished version is a rehearsal.',
});
registerEnumType(RunWaitEnum, { name: 'RunWait', description: 'What a waiting run waits for.' });
registerEnumType(RunLabelEnum, { name: 'RunLabel', description: 'What a run has taken in or reached.' });
registerEnumType(StepKindEnum, { name: 'StepKind' });
registerEnumType(StepStatusEnum, {
  name: 'StepStatus',
  description: 'Unknown: a write whose answer was lost; a person must look.',
});
registerEnumType(OutcomeEnum, { name: 'Outcome', description: 'The person’s verdict on a run’s output.' });
registerEnumType(OutcomeVerdictEnum, {
  name: 'OutcomeVerdict',
  description: 'What a person found out about a write whose answer was lost.',
});
