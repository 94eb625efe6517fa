import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Activity } from 'botbuilder';
import { NoAnswerError } from './connectorErrors.ts';

/** Milliseconds after which a request to the channel is given up: Teams itself sends an activity again after 15 s. */
export const REQUEST_TIMEOUT = 15_000;

/** Milliseconds for the proof of where an activity comes from; the SDK waits for ever for the keys that it has to fetch. */
const PROOF_TIMEOUT = 10_000;

/** The most clients that are kept: Teams has a handful of service URLs. */
const MOST_CLIENTS = 32;

type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>;

/** As much of the request and response of the HTTP pipeline as is touched here. */
interface PipelineRequest {
  abortSignal?: AbortSignal;
}
interface PipelineResponse {
  status: number;
  headers: { get(name: string): string | undefined };
  bodyAsText?: string | null;
}
interface Policy {
  name: string;
  sendRequest(
    request: PipelineRequest,
    next: (request: PipelineRequest) => Promise<PipelineResponse>,
  ): Promise<PipelineResponse>;
}
interface Pipeline {
  removePolicy(which: { name: string }): unknown[];
  addPolicy(policy: Policy, options: { afterPhase: 'Sign' }): void;
}

/**
 * The SDK's own authentication, but whatever goes to the channel goes once and not for longer than `timeout` milliseconds.
 *
 * As it comes, botbuilder 4.23.3 posts again up to three times on 408, 5xx, 429 with Retry-After and a broken connection
 * (a message whose answer is lost arrives four times), follows redirects with the token, and waits for ever. Its
 * `connectorClientOptions` are not asked about any of that.
 */
export class SingleAttemptAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #timeout: number;
  #tokenClient:
    Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>> | undefined;
  /** By service URL and audience; all with the credentials of the one bot. */
  readonly #clients = new Map<string, ConnectorClient>();

  constructor(
    settings: ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[0],
    credentials: ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1],
    timeout = REQUEST_TIMEOUT,
  ) {
    super(settings, credentials);
    this.#timeout = timeout;
  }

  /** As the SDK's; the clients made by the factory try once. */
  override createConnectorFactory(
    ...identity: Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
  ) {
    return this.#tryingOnce(super.createConnectorFactory(...identity));
  }

  /** As the SDK's, within a time; the clients made for the turn try once. */
  override async authenticateRequest(activity: Activity, header: string) {
    const proof = super.authenticateRequest(activity, header);
    const result = await inTime(proof, Math.min(this.#timeout, PROOF_TIMEOUT));
    if (result.connectorFactory) this.#tryingOnce(result.connectorFactory);
    return result;
  }

  /** As the SDK's, but made once: every turn gets one, though nobody signs in to anything here. */
  override async createUserTokenClient(
    ...identity: Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>
  ) {
    return (this.#tokenClient ??= await super.createUserTokenClient(...identity));
  }

  /** A client is made once for each place: the SDK would put its whole HTTP pipeline together anew in every turn. */
  #tryingOnce(factory: ConnectorFactory): ConnectorFactory {
    const create = factory.create.bind(factory);
    factory.create = async (...target) => {
      const place = target.join(' ');
      const known = this.#clients.get(place);
      if (known) return known;
      const client = tryOnce(await create(...target), this.#timeout);
      if (this.#clients.size >= MOST_CLIENTS) this.#clients.clear();
      this.#clients.set(place, client);
      return client;
    };
    return factory;
  }
}

/** Waits for something for so many milliseconds, and rejects with ETIMEDOUT after that. */
function inTime<Result>(work: Promise<Result>, timeout: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const end = AbortSignal.timeout(timeout);
    const refuse = () => reject(Object.assign(new Error('no proof in time'), { code: 'ETIMEDOUT' }));
    end.addEventListener('abort', refuse);
    // A signal that is listened to stays in memory until its time has come.
    void work.then(resolve, reject).finally(() => end.removeEventListener('abort', refuse));
  });
}

/** What a request to the channel does not go through: repetition, redirection, and what costs time and is of no use here. */
const LEFT_OUT = [
  'defaultRetryPolicy',
  'redirectPolicy',
  // These two look through every request and response for traces and logs that nobody has asked for.
  'logPolicy',
  'tracingPolicy',
  // Nothing is uploaded.
  'formDataPolicy',
  'multipartPolicy',
];

/** Takes out of a client what is not wanted; the pipeline is the only place where the SDK lets that be done. */
function tryOnce(client: ConnectorClient, timeout: number): ConnectorClient {
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
  for (const name of LEFT_OUT) pipeline.removePolicy({ name });
  pipeline.addPolicy(singleAttempt(timeout), { afterPhase: 'Sign' });
  return client;
}

/** The innermost step: limits the time, and tells what was perhaps received from what never left. */
function singleAttempt(timeout: number): Policy {
  return {
    name: 'singleAttempt',
    async sendRequest(request, next) {
      // The SDK's own limit ends with the headers: an answer that stops in its middle would be waited for without end.
      request.abortSignal = AbortSignal.timeout(timeout);
      const response = await next(request).catch((error: unknown) => {
        throw new NoAnswerError(error);
      });
      if (isUnreadable(response)) throw new NoAnswerError({ code: 'UNREADABLE' });
      return response;
    },
  };
}

/** A success whose body is something else than JSON, such as the page of a proxy: the SDK would take it for an empty answer. */
function isUnreadable({ status, headers, bodyAsText }: PipelineResponse): boolean {
  const succeeded = status >= 200 && status < 300;
  return succeeded && Boolean(bodyAsText) && !/\bjson\b/i.test(headers.get('content-type') ?? '');
}
