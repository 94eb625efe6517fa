import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SecureContextOptions } from 'node:tls';
import { GraphCalendarStandIn } from './graphCalendarStandIn.ts';

/** A user as Microsoft Graph writes them; only what the stand-in was told is there. */
export interface StandInUser {
  id: string;
  userPrincipalName?: string | null;
  displayName?: string | null;
  mail?: string | null;
  department?: string | null;
  usageLocation?: string | null;
  country?: string | null;
  state?: string | null;
  city?: string | null;
  preferredLanguage?: string | null;
  userType?: string | null;
  accountEnabled?: boolean;
}

/** A member of a group, or a principal, that is no user. */
interface Other {
  '@odata.type': string;
  id: string;
  userPrincipalName?: null;
  userType?: null;
}

/**
 * What is answered instead; `silence`: the connection ends; `hanging`: nothing, for ever; `half`: a beginning; `lost`: the connection
 * ends as well, but what was asked for has been done.
 */
export type Trouble =
  { status: number; code: string; retryAfter?: string } | 'silence' | 'hanging' | 'half' | 'lost';

/**
 * Stands in for Microsoft Graph and for the service that gives tokens, in the shapes of the documentation: "List group transitive
 * members", "List unifiedRoleAssignments", "Get incremental changes for users", "Install app for user", "Error responses", "OAuth
 * 2.0 client credentials flow".
 */
export class GraphStandIn {
  readonly users = new Map<string, StandInUser>();
  readonly calendar = new GraphCalendarStandIn(this.users);
  /** Members by group, all levels. */
  readonly groups = new Map<string, (string | Other)[]>();
  /** Who has which directory role, and where. */
  readonly assignments: { roleDefinitionId: string; directoryScopeId: string; principal: string | Other }[] =
    [];
  /** Who has the app. */
  readonly installed = new Set<string>();
  /** Called when the app has been installed for somebody. */
  whenInstalled: (objectId: string) => void = () => undefined;
  /** What was asked, as `GET /v1.0/…`. */
  readonly asked: string[] = [];
  /** Bodies of token requests. */
  readonly tokenRequests: URLSearchParams[] = [];
  /** What managed identities have asked for tokens with. */
  readonly identityRequests: { resource: string; clientId: string; header: string }[] = [];
  /** Requests without the right token. */
  readonly refused: string[] = [];
  /** What is answered to the next requests to Graph; null: what was asked for. */
  readonly troubles: (Trouble | null)[] = [];
  /** What is answered to every request to Graph. */
  trouble: Trouble | null = null;
  /** Users on a page. */
  pageSize = 100;
  /** Delta links that are not good any more. */
  readonly expired = new Set<string>();
  /** The token that Graph takes; null: any. */
  token: string | null = null;
  /** What has happened to users, in order. */
  readonly #changes: ({ id: string } & Record<string, unknown>)[] = [];

  private constructor(
    readonly url: string,
    readonly close: () => Promise<void>,
  ) {}

  static async start(secure?: SecureContextOptions): Promise<GraphStandIn> {
    const handle: RequestListener = (request, response) =>
      void standIn.#answer(request, response).catch(() => response.destroy());
    const server = secure ? createSecureServer(secure, handle) : createServer(handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const close = () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    const standIn: GraphStandIn = new GraphStandIn(
      secure ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
      close,
    );
    return standIn;
  }

  /** Creates a user, or changes some properties of one. */
  put(user: StandInUser): void {
    this.users.set(user.id, { ...this.users.get(user.id), ...user });
    this.#changes.push({ ...user });
  }

  /** Deletes a user, restorably. */
  remove(id: string): void {
    this.users.delete(id);
    this.#changes.push({ id, '@removed': { reason: 'changed' } });
  }

  /** Deletes a user without a word, as what happens between a link that has expired and a new beginning. */
  removeUnseen(id: string): void {
    this.users.delete(id);
  }

  /** The link that the next round begins with. */
  get deltaLink(): string {
    return `${this.url}/v1.0/users/delta?$deltatoken=${this.#changes.length}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', this.url);
    const body = await text(request);
    if (address.pathname.endsWith('/oauth2/v2.0/token')) return this.#giveToken(body, response);
    if (address.pathname.endsWith('/.well-known/openid-configuration'))
      return send(response, 200, this.#openIdConfiguration(address));
    if (address.pathname === '/msi/token') return this.#giveIdentity(address, request, response);
    this.asked.push(`${request.method} ${decodeURIComponent(address.pathname + address.search)}`);
    const next = this.troubles.shift();
    const trouble = next === undefined ? this.trouble : next;
    if (trouble === 'silence') return void request.socket.destroy();
    if (trouble === 'hanging') return;
    if (trouble === 'half')
      return void response.writeHead(200, { 'Content-Length': '100' }).write('{"value":');
    if (trouble === 'lost') lose(request, response);
    else if (trouble) return fail(response, trouble.status, trouble.code, trouble.retryAfter);
    const given = request.headers.authorization;
    if (this.token !== null && given !== `Bearer ${this.token}`) {
      this.refused.push(given ?? '');
      return fail(response, 401, 'InvalidAuthenticationToken');
    }
    const [, version, ...path] = address.pathname.split('/').map(decodeURIComponent);
    if (version !== 'v1.0') return fail(response, 400, 'BadRequest');
    if (path[0] === 'users' && path[2] === 'events') {
      const { method = 'GET', headers } = request;
      const reply = this.calendar.answer({ method, path: path.slice(1), address, headers, body });
      if ('code' in reply) return fail(response, reply.status, reply.code);
      return send(response, reply.status, reply.body);
    }
    if (request.method === 'POST') return this.#install(path, body, response);
    this.#tell(path, address, response);
  }

  #giveToken(body: string, response: ServerResponse): void {
    this.tokenRequests.push(new URLSearchParams(body));
    const token = {
      token_type: 'Bearer',
      expires_in: 3_599,
      ext_expires_in: 3_599,
      access_token: this.token ?? 'any',
    };
    send(response, 200, token);
  }

  /** Source: Microsoft identity platform, "OpenID configuration document". */
  #openIdConfiguration({ pathname }: URL): object {
    const tenant = `${this.url}/${pathname.split('/')[1] ?? ''}`;
    return {
      token_endpoint: `${tenant}/oauth2/v2.0/token`,
      authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
      jwks_uri: `${tenant}/discovery/v2.0/keys`,
      issuer: `${tenant}/v2.0`,
    };
  }

  /** Source: Azure App Service, "Use managed identities", REST endpoint. */
  #giveIdentity({ searchParams }: URL, { headers }: IncomingMessage, response: ServerResponse): void {
    this.identityRequests.push({
      resource: searchParams.get('resource') ?? '',
      clientId: searchParams.get('client_id') ?? '',
      header: String(headers['x-identity-header']),
    });
    const expires = Math.floor(Date.now() / 1_000) + 3_600;
    send(response, 200, {
      access_token: this.token ?? 'any',
      expires_on: String(expires),
      token_type: 'Bearer',
    });
  }

  #tell(path: readonly string[], address: URL, response: ServerResponse): void {
    const [collection, id = '', part] = path;
    const selected = address.searchParams.get('$select')?.split(',');
    if (collection === 'users' && id === 'delta') return this.#delta(address, response);
    if (collection === 'users') {
      const user = this.users.get(id);
      if (!user) return fail(response, 404, 'Request_ResourceNotFound');
      return send(response, 200, {
        '@odata.context': `${this.url}/v1.0/$metadata#users/$entity`,
        ...picked(user, selected),
      });
    }
    if (collection === 'groups' && part === 'transitiveMembers') {
      const members = this.groups.get(id);
      if (!members) return fail(response, 404, 'Request_ResourceNotFound');
      return this.#page(
        members.flatMap((one) => this.#object(one, selected)),
        address,
        response,
        'directoryObjects',
      );
    }
    if (collection === 'roleManagement' && id === 'directory' && part === 'roleAssignments') {
      const wanted = /^roleDefinitionId eq '([^']+)'$/.exec(address.searchParams.get('$filter') ?? '')?.[1];
      const expands = address.searchParams.get('$expand') === 'principal';
      const rows = this.assignments
        .filter(({ roleDefinitionId }) => roleDefinitionId === wanted)
        .map(({ principal, ...row }, at) => ({
          id: `assignment-${at}-1`,
          principalId: typeof principal === 'string' ? principal : principal.id,
          resourceScope: row.directoryScopeId,
          ...row,
          ...(expands && { principal: this.#object(principal)[0] }),
        }));
      return this.#page(rows, address, response, 'roleManagement/directory/roleAssignments(principal())');
    }
    fail(response, 400, 'BadRequest');
  }

  #object(one: string | Other, selected?: readonly string[]): object[] {
    if (typeof one !== 'string') return [one];
    const user = this.users.get(one);
    return user ? [{ '@odata.type': '#microsoft.graph.user', ...picked(user, selected) }] : [];
  }

  /** Everybody for a new beginning, then what has happened since, by properties; `$select` holds for what follows. */
  #delta(address: URL, response: ServerResponse): void {
    const at = address.searchParams.get('$deltatoken');
    if (
      at !== null &&
      this.expired.has(`${this.url}${decodeURIComponent(address.pathname + address.search)}`)
    ) {
      response.setHeader('Location', `${this.url}/v1.0/users/delta?$deltatoken=`);
      return fail(response, 410, 'syncStateNotFound');
    }
    const begins = at === null || at === '';
    const rows = begins
      ? [...this.users.values()].map((user) => picked(user, undefined, true))
      : this.#changes.slice(Number(at));
    this.#page(rows, address, response, 'users', this.deltaLink);
  }

  #page(
    rows: readonly object[],
    address: URL,
    response: ServerResponse,
    context: string,
    delta?: string,
  ): void {
    const from = Number(address.searchParams.get('$skiptoken') ?? 0);
    const value = rows.slice(from, from + this.pageSize);
    const next = new URL(address);
    next.searchParams.set('$skiptoken', String(from + this.pageSize));
    const isLast = from + this.pageSize >= rows.length;
    send(response, 200, {
      '@odata.context': `${this.url}/v1.0/$metadata#${context}`,
      ...(!isLast && { '@odata.nextLink': next.href }),
      ...(isLast && delta !== undefined && { '@odata.deltaLink': delta }),
      value,
    });
  }

  #install([, id = '', ...rest]: readonly string[], body: string, response: ServerResponse): void {
    if (rest.join('/') !== 'teamwork/installedApps') return fail(response, 400, 'BadRequest');
    const app = (JSON.parse(body) as Record<string, unknown>)['teamsApp@odata.bind'];
    if (typeof app !== 'string' || !app.startsWith(`${this.url}/v1.0/appCatalogs/teamsApps/`))
      return fail(response, 400, 'BadRequest');
    if (!this.users.has(id)) return fail(response, 404, 'NotFound');
    if (this.installed.has(id)) return fail(response, 409, 'Conflict');
    this.installed.add(id);
    response.statusCode = 201;
    response.end();
    this.whenInstalled(id);
  }
}

/** The properties that were asked for; in a delta, what is not there is left out. */
function picked(user: StandInUser, selected?: readonly string[], withoutNulls = false): object {
  const entries = Object.entries(user).filter(
    ([name, value]) => (!selected || selected.includes(name)) && !(withoutNulls && value === null),
  );
  return Object.fromEntries(entries);
}

/** Lets an answer never arrive. */
function lose(request: IncomingMessage, response: ServerResponse): void {
  response.end = () => {
    request.socket.destroy();
    return response;
  };
}

function fail(response: ServerResponse, status: number, code: string, retryAfter?: string): void {
  if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
  const innerError = {
    date: '2026-11-23T10:00:00',
    'request-id': 'a-request',
    'client-request-id': 'a-request',
  };
  send(response, status, { error: { code, message: 'A text that is nobody’s business.', innerError } });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(body));
}
