import { Injectable } from '@nestjs/common';

/**
 * The places of the engine between which something is stored or sent: where a process may die is decided here, and a proof
 * that dying is harmless kills one at each.
 */
export const ENGINE_POINTS = [
  'run-taken',
  'work-loaded',
  'turn-stored',
  'words-arriving',
  'attempt-accounted',
  'reply-received',
  'reply-storing',
  'reply-stored',
  'lost-turn-accounted',
  'approval-storing',
  'approval-stored',
  'call-storing',
  'call-stored',
  'call-answered',
  'answer-storing',
  'answer-stored',
  'outcome-lost',
  'end-storing',
  'end-stored',
  'lease-beaten',
  'run-handing-back',
  'run-handed-back',
] as const;
export type EnginePoint = (typeof ENGINE_POINTS)[number];

/** Told when the engine passes one of its points. Here nobody listens; a test that kills its own process puts another in its place. */
@Injectable()
export class EnginePoints {
  pass(_point: EnginePoint): void {
    // Passing is all that happens.
  }
}
