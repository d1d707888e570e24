import type { MessageCreateParamsStreaming, Tool } from '@anthropic-ai/sdk/resources/messages';
import type { ModelMessage, ModelRequest, OfferedTool } from '../domain/conversation.js';

/**
 * The request as the Messages API takes it. `messages` stands last, so that the text of request n, without its closing
 * brackets, is the beginning of request n + 1: what the service has read once it reads from its cache. The marks for the
 * cache never move: one behind tools and instructions, which all runs of a version share, and the automatic one at the end.
 */
export function requestBody(request: ModelRequest): MessageCreateParamsStreaming {
  return {
    model: request.model,
    max_tokens: request.maxTokens,
    stream: true,
    cache_control: { type: 'ephemeral' },
    ...(request.tools.length > 0 ? { tools: request.tools.map(offer) } : {}),
    system: [{ type: 'text', text: request.system, cache_control: { type: 'ephemeral' } }],
    messages: request.messages.map(message),
  };
}

function offer(tool: OfferedTool): Tool {
  return {
    name: tool.name,
    description: tool.description,
    input_schema: { ...tool.inputSchema, type: 'object' },
  };
}

function message(entry: ModelMessage): MessageCreateParamsStreaming['messages'][number] {
  if (entry.role === 'user') return { role: 'user', content: entry.content.map((block) => ({ ...block })) };
  return { role: 'assistant', content: entry.content.map((block) => ({ ...block })) };
}
