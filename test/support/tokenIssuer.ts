import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** The issuer of the tokens that the Bot Connector sends. */
export const CONNECTOR_ISSUER = 'https://api.botframework.com';

/** The id of the key that an issuer signs with. */
const KEY_ID = 'test-key';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** Signs tokens as the Bot Connector does, and publishes its key on this machine. */
export class TokenIssuer {
  /** How often its key was asked for. */
  asked = 0;
  /** The channels for which its key is good. */
  endorsements: string[] = ['msteams'];
  /** What it answers with instead of its documents. */
  failure: number | 'silence' | null = null;

  private constructor(
    readonly url: string,
    private readonly key: PrivateKey,
    readonly close: () => Promise<void>,
  ) {}

  static async start(): Promise<TokenIssuer> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID };
    const server = createServer((request, response) => {
      issuer.asked += 1;
      if (issuer.failure === 'silence') return;
      if (issuer.failure !== null) {
        response.statusCode = issuer.failure;
        return void response.end();
      }
      response.setHeader('content-type', 'application/json');
      const isMetadata = request.url === '/metadata';
      const keys = [{ ...jwk, endorsements: issuer.endorsements }];
      response.end(
        JSON.stringify(isMetadata ? { issuer: CONNECTOR_ISSUER, jwks_uri: `${issuer.url}/keys` } : { keys }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const close = () =>
      new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections());
    const issuer = new TokenIssuer(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      privateKey,
      close,
    );
    return issuer;
  }

  /** The SDK's settings that make a bot trust this issuer instead of Microsoft's. */
  get settings(): Record<string, string> {
    return {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: CONNECTOR_ISSUER,
      ToBotFromChannelTokenIssuer: CONNECTOR_ISSUER,
      OAuthUrl: this.url,
      ToBotFromChannelOpenIdMetadataUrl: `${this.url}/metadata`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${this.url}/metadata`,
    };
  }

  /** An Authorization header over these claims, good for ten minutes from now or as `expires` says; `key`, `kid` and `by` forge. */
  async header(
    claims: JWTPayload,
    { expires = '10m', key = this.key, kid = KEY_ID, by = CONNECTOR_ISSUER } = {},
  ): Promise<string> {
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(by)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(key);
    return `Bearer ${token}`;
  }
}
