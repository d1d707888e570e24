export const RUN_MODES = ['live', 'practice', 'recorded'] as const;
export type RunMode = (typeof RUN_MODES)[number];
export const RUN_TRIGGERS = ['person', 'schedule', 'webhook', 'mcp', 'hand'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];
/** What a run is for. Only work saves anybody time; a try of a version that is not published yet is a rehearsal. */
export const RUN_PURPOSES = ['work', 'evaluation', 'rehearsal'] as const;
export type RunPurpose = (typeof RUN_PURPOSES)[number];
/** The person's verdict on a run's output. */
export const OUTCOMES = ['accepted', 'edited', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];
