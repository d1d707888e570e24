import type { JsonObject, JsonValue } from '@groundswell/kernel';
import type { CountedUsage, ScriptedReply } from './scripted-reply.js';

const CHARACTERS_PER_TOKEN = 4;

/** Counts tokens by length and remembers prefixes of whole messages, as the service's prompt cache does. */
export class PromptCache {
  private readonly known = new Set<string>();

  count(request: JsonObject, reply: ScriptedReply): CountedUsage {
    const given = reply.usage;
    const counted = this.countPrompt(request);
    const output = tokens((reply.text ?? '') + (reply.thinking ?? '') + JSON.stringify(reply.toolUse ?? ''));
    return {
      input: given?.inputTokens ?? counted.input,
      cacheRead: given?.cacheReadTokens ?? counted.cacheRead,
      cacheWrite: given?.cacheWriteTokens ?? counted.cacheWrite,
      output: given?.outputTokens ?? output,
    };
  }

  private countPrompt(request: JsonObject): { input: number; cacheRead: number; cacheWrite: number } {
    const messages = Array.isArray(request['messages']) ? (request['messages'] as readonly JsonValue[]) : [];
    const cached = request['cache_control'] !== undefined && request['cache_control'] !== null;
    const head = JSON.stringify([request['model'], request['tools'] ?? [], request['system'] ?? '']);
    const prefixes = messages.reduce<string[]>(
      (all, message) => [...all, (all.at(-1) ?? head) + JSON.stringify(message)],
      [],
    );
    const whole = prefixes.at(-1) ?? head;
    if (!cached) return { input: tokens(whole), cacheRead: 0, cacheWrite: 0 };
    const longest = [head, ...prefixes].reverse().find((prefix) => this.known.has(prefix)) ?? '';
    this.known.add(head).add(whole);
    return { input: 1, cacheRead: tokens(longest), cacheWrite: Math.max(0, tokens(whole) - tokens(longest)) };
  }
}

function tokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
