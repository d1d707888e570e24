import {
  type AuthorizationServerMetadata,
  discoverOAuthServerInfo,
  exchangeAuthorization,
  extractWWWAuthenticateParams,
  isHttpsUrl,
  type OAuthClientInformationMixed,
  OAuthError,
  type OAuthTokens,
  refreshAuthorization,
  selectResourceURL,
  startAuthorization,
} from '@modelcontextprotocol/client';
import { Injectable } from '@nestjs/common';
import { AppError } from '@groundswell/kernel';
import { Settings } from '@groundswell/platform';
import { z } from 'zod';
import { GuardedFetch } from '../outgoing-http/guarded-fetch.js';

const registration = z.object({ client_id: z.string().min(1), client_secret: z.string().optional() });

/** Where a server sends people to sign in, and how we are known there. */
export interface KnownServer {
  /** The issuer of the tokens, as its own metadata says. */
  readonly authorizationServer: string;
  readonly metadata: AuthorizationServerMetadata;
  readonly client: OAuthClientInformationMixed;
  /** The resource that tokens are asked for, so that they are good there and nowhere else. */
  readonly resource: string;
  readonly scope: string | null;
}

/** Where a person is sent, and what proves later that it was we who sent them. */
export interface Departure {
  readonly url: string;
  readonly codeVerifier: string;
}

/** The place that people come back to; one page for all connectors. */
export const RETURN_PATH = '/connectors/sign-in';
/** Where authorization servers can read who we are. */
export const CLIENT_DOCUMENT_PATH = '/client-metadata.json';

/** A refusal of the other side, fit to be shown. */
export function signInFailed(what: string, cause?: unknown): AppError {
  return new AppError('unavailable', 'SIGN_IN_FAILED', what, { cause });
}

/**
 * The authorization server's side of OAuth for connectors: discovery, registration, PKCE, exchange and refresh. Every request
 * goes through the guarded fetch: all of these addresses are chosen by strangers.
 */
@Injectable()
export class AuthorizationServers {
  constructor(
    private readonly http: GuardedFetch,
    private readonly settings: Settings,
  ) {}

  get returnUrl(): string {
    return new URL(RETURN_PATH, this.settings.publicUrl).href;
  }

  /** What authorization servers are told about us. */
  clientDocument() {
    return {
      client_name: 'Groundswell',
      client_uri: new URL('/', this.settings.publicUrl).href,
      redirect_uris: [this.returnUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: 'web',
    };
  }

  /** The id under which servers that read client documents know us; null where they could not reach it. */
  get clientId(): string | null {
    const url = new URL(CLIENT_DOCUMENT_PATH, this.settings.publicUrl).href;
    return isHttpsUrl(url) ? url : null;
  }

  /**
   * Asks a server where one signs in, and makes us known there.
   * @param known how we were made known to that authorization server before
   * @param more what was granted before, or is asked for besides: a sign-in never takes anything away
   * @throws AppError ADDRESS_NOT_ALLOWED when it sends us to an internal address, SIGN_IN_FAILED
   */
  async discover(
    serverUrl: string,
    known: (authorizationServer: string) => OAuthClientInformationMixed | undefined,
    more: string | null = null,
  ): Promise<KnownServer> {
    const refused: AppError[] = [];
    const fetchFn = async (url: string | URL, init?: RequestInit) => {
      try {
        return await this.http.fetch(url, init);
      } catch (error) {
        // The library would look elsewhere; a server that sends us to an internal address is not asked any further.
        if (error instanceof AppError && error.kind !== 'unavailable') refused.push(error);
        throw error;
      }
    };
    try {
      const hint = await this.challenge(serverUrl, fetchFn);
      const { resourceMetadataUrl } = hint;
      const info = await discoverOAuthServerInfo(serverUrl, {
        fetchFn,
        ...(resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl }),
      });
      if (refused[0]) throw refused[0];
      const metadata = info.authorizationServerMetadata;
      if (!metadata) throw signInFailed('This server does not say where one signs in.');
      if (metadata.code_challenge_methods_supported?.includes('S256') !== true) {
        throw signInFailed('This server’s sign-in lacks a protection that we ask for (PKCE with S256).');
      }
      // Checked as an address, but sent letter by letter as it was published.
      const selected = await selectResourceURL(serverUrl, this.provider(), info.resourceMetadata);
      const resource = (selected && info.resourceMetadata?.resource) ?? new URL(serverUrl).href;
      const scope = united(hint.scope ?? info.resourceMetadata?.scopes_supported?.join(' ') ?? null, more);
      const authorizationServer = metadata.issuer;
      const client = known(authorizationServer) ?? (await this.register(metadata, fetchFn));
      return { authorizationServer, metadata, client, resource, scope };
    } catch (error) {
      throw refused[0] ?? asSignInFault(error);
    }
  }

  /** @throws AppError SIGN_IN_FAILED */
  async depart(server: KnownServer, state: string): Promise<Departure> {
    const { authorizationServer, metadata, client, resource, scope } = server;
    const { authorizationUrl, codeVerifier } = await startAuthorization(authorizationServer, {
      metadata,
      clientInformation: client,
      redirectUrl: this.returnUrl,
      state,
      resource,
      ...(scope === null ? {} : { scope }),
    });
    if (authorizationUrl.protocol !== 'https:' && authorizationUrl.protocol !== 'http:') {
      throw signInFailed('This server sends people to an address that is no web address.');
    }
    await this.http.probe(authorizationUrl.href);
    return { url: authorizationUrl.href, codeVerifier };
  }

  /** @throws AppError SIGN_IN_FAILED */
  async exchange(
    server: KnownServer,
    answer: { readonly code: string; readonly iss: string | null; readonly codeVerifier: string },
  ): Promise<OAuthTokens> {
    const { authorizationServer, metadata, client, resource } = server;
    try {
      return await exchangeAuthorization(authorizationServer, {
        metadata,
        clientInformation: client,
        authorizationCode: answer.code,
        // Checked against the issuer before the code goes anywhere.
        ...(answer.iss === null ? {} : { iss: answer.iss }),
        codeVerifier: answer.codeVerifier,
        redirectUri: this.returnUrl,
        resource,
        fetchFn: this.http.fetch,
      });
    } catch (error) {
      throw asSignInFault(error);
    }
  }

  /**
   * Null when the authorization server takes the grant back: then the person signs in anew.
   * @throws AppError SIGN_IN_FAILED when it cannot be asked
   */
  async refresh(server: KnownServer, refreshToken: string): Promise<OAuthTokens | null> {
    const { authorizationServer, metadata, client, resource } = server;
    try {
      return await refreshAuthorization(authorizationServer, {
        metadata,
        clientInformation: client,
        refreshToken,
        resource,
        fetchFn: this.http.fetch,
      });
    } catch (error) {
      if (error instanceof OAuthError && TAKEN_BACK.has(error.code)) return null;
      throw asSignInFault(error);
    }
  }

  private async challenge(serverUrl: string, fetchFn: GuardedFetch['fetch']) {
    const response = await fetchFn(serverUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }),
    });
    await response.body?.cancel();
    return extractWWWAuthenticateParams(response);
  }

  private async register(
    metadata: AuthorizationServerMetadata,
    fetchFn: GuardedFetch['fetch'],
  ): Promise<OAuthClientInformationMixed> {
    const readsDocuments = (metadata as { client_id_metadata_document_supported?: unknown })
      .client_id_metadata_document_supported;
    if (readsDocuments === true && this.clientId !== null) return { client_id: this.clientId };
    if (metadata.registration_endpoint === undefined) {
      throw signInFailed(
        `This server does not let us make ourselves known. Ask its operator to register us with the address ${this.returnUrl}, then enter the client id under Connectors.`,
      );
    }
    const response = await fetchFn(metadata.registration_endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(this.clientDocument()),
    });
    const registered = registration.safeParse(await response.json().catch(() => null));
    if (!response.ok || !registered.success) {
      throw signInFailed(`This server would not register us (${response.status}).`);
    }
    const { client_id, client_secret } = registered.data;
    return { client_id, ...(client_secret === undefined ? {} : { client_secret }) };
  }

  /** Only what the choice of the resource asks for. */
  private provider() {
    const { returnUrl } = this;
    return {
      redirectUrl: returnUrl,
      clientMetadata: this.clientDocument(),
      clientInformation: () => undefined,
      tokens: () => undefined,
      saveTokens: () => undefined,
      redirectToAuthorization: () => undefined,
      saveCodeVerifier: () => undefined,
      codeVerifier: () => '',
    };
  }
}

function united(wanted: string | null, more: string | null): string | null {
  const all = new Set([wanted, more].flatMap((scope) => scope?.split(' ') ?? []).filter((scope) => scope !== ''));
  return all.size === 0 ? null : [...all].join(' ');
}

const TAKEN_BACK: ReadonlySet<string> = new Set(['invalid_grant', 'invalid_client', 'unauthorized_client']);

function asSignInFault(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const said = error instanceof Error ? error.message.slice(0, 300) : '';
  return signInFailed(`The sign-in did not succeed. ${said}`.trim(), error);
}
