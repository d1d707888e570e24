import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, type RequestContext, Settings } from '@groundswell/platform';
import { SessionsService } from '@groundswell/identity';
import { clearedCookie, cookieOf, sessionCookie } from './session-cookie.js';

class HttpRequestContext implements RequestContext {
  readonly correlationId = randomUUID();
  readonly loaders = new Map<symbol, unknown>();

  constructor(
    public actor: Actor | null,
    readonly sessionToken: string | null,
    readonly remoteAddress: string,
    readonly setSessionCookie?: (token: string | null) => void,
  ) {}

  actAs(actor: Actor): void {
    this.actor = actor;
    this.loaders.clear();
  }
}

/** Makes the context of a request from its cookie: who asks, and where answers may set a cookie. */
@Injectable()
export class RequestContexts {
  constructor(
    private readonly sessions: SessionsService,
    private readonly settings: Settings,
  ) {}

  async ofRequest(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
    const token = cookieOf(request.headers.cookie);
    const actor = token ? await this.sessions.resolve(token) : null;
    const secure = this.settings.publicUrl.startsWith('https:');
    return new HttpRequestContext(actor, token, request.ip, (next) => {
      const maxAgeSeconds = this.settings.sessionDays * 86_400;
      void reply.header(
        'set-cookie',
        next === null ? clearedCookie(secure) : sessionCookie(next, maxAgeSeconds, secure),
      );
    });
  }

  /** For subscriptions: the cookie that came with the WebSocket's opening request. */
  async ofSocket(opening: IncomingMessage): Promise<RequestContext> {
    const token = cookieOf(opening.headers.cookie);
    const actor = token ? await this.sessions.resolve(token) : null;
    return new HttpRequestContext(actor, token, opening.socket.remoteAddress ?? '');
  }
}
