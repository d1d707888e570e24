export { obedientModel, order } from './obedient-model.js';
export { ScriptedModel } from './scripted-model.js';
export type {
  RecordedRequest,
  ScriptedAnswer,
  ScriptedFault,
  ScriptedReply,
  ScriptedToolUse,
  ScriptedUsage,
} from './scripted-reply.js';
