import type { JsonObject } from '@groundswell/kernel';

/** What a model may say in a turn. Blocks go back into the next request exactly as they came. */
export type ReplyBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | ToolUseBlock;

/** The model's wish to call a tool. Only a wish: policy, pin and audit come before the call. */
export interface ToolUseBlock {
  readonly type: 'tool_use';
  readonly id: string;
  readonly name: string;
  readonly input: JsonObject;
}

/** What the model is told about one of its tool calls. */
export interface ToolResultBlock {
  readonly type: 'tool_result';
  readonly tool_use_id: string;
  readonly content: string;
  readonly is_error?: boolean;
}

export interface TextBlock {
  readonly type: 'text';
  readonly text: string;
}

/** One entry of the conversation as the Messages protocol has it. */
export type ModelMessage =
  | { readonly role: 'user'; readonly content: readonly (TextBlock | ToolResultBlock)[] }
  | { readonly role: 'assistant'; readonly content: readonly ReplyBlock[] };

/** A tool as it is offered to the model. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
}

/** All that goes to the model in one turn. */
export interface ModelRequest {
  readonly model: string;
  readonly maxTokens: number;
  readonly system: string;
  readonly tools: readonly OfferedTool[];
  readonly messages: readonly ModelMessage[];
}

/** How the model ended its turn. Each has exactly one way on. */
export const REPLY_ENDS = ['done', 'tools', 'paused', 'cut', 'refused', 'context-full'] as const;
export type ReplyEnd = (typeof REPLY_ENDS)[number];

/** A whole reply: nothing of it exists before the service said that it is complete. */
export interface ModelReply {
  readonly blocks: readonly ReplyBlock[];
  readonly end: ReplyEnd;
  /** More about the end, such as the category of a refusal. */
  readonly endDetail: string | null;
}

/** The words of a reply. */
export function textOf(blocks: readonly ReplyBlock[]): string {
  return blocks
    .flatMap((block) => (block.type === 'text' ? [block.text] : []))
    .join('\n')
    .trim();
}

/** The tool calls that a reply asks for, in its order. */
export function toolUsesOf(blocks: readonly ReplyBlock[]): readonly ToolUseBlock[] {
  return blocks.filter((block) => block.type === 'tool_use');
}
