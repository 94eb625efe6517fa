import type { TokenCredential } from '@azure/identity';
import { DirectoryError } from '../../ports/directory.ts';

/** The app registration, by botbuilder's own names. */
export interface AppRegistration {
  MicrosoftAppId: string;
  MicrosoftAppPassword: string;
  MicrosoftAppType: string;
  MicrosoftAppTenantId: string;
  /** PEM, instead of a password. */
  certificate: { certificate: string; privateKey: string } | null;
}

/** Gives a token for Graph, from memory while it is good. Throws DirectoryError. */
export type GraphToken = () => Promise<string>;

/** Tokens for the app itself, with its client secret, its certificate or its managed identity. */
export async function createGraphToken(
  app: AppRegistration,
  { url, loginUrl }: { url: string; loginUrl: string },
): Promise<GraphToken> {
  // Loaded only here: a start without Graph does not wait for it.
  const credential = credentialOf(await import('@azure/identity'), app, loginUrl);
  return async () => {
    try {
      const token = await credential.getToken(`${url}/.default`);
      if (token) return token.token;
    } catch (error) {
      // What it says quotes ids and addresses: the kind of error is enough.
      const { name, code, statusCode } = error as { name?: string; code?: string; statusCode?: number };
      throw new DirectoryError('silent', `no token: ${[name, code, statusCode].filter(Boolean).join(' ')}`);
    }
    throw new DirectoryError('silent', 'no token');
  };
}

function credentialOf(
  identity: typeof import('@azure/identity'),
  { certificate, ...app }: AppRegistration,
  loginUrl: string,
): TokenCredential {
  const { MicrosoftAppId: id, MicrosoftAppTenantId: tenantId } = app;
  if (app.MicrosoftAppType === 'UserAssignedMSI')
    return new identity.ManagedIdentityCredential({ clientId: id });
  // The tenant is configured, and the service may be one that Microsoft's list does not know.
  const options = { authorityHost: loginUrl, disableInstanceDiscovery: true };
  if (!certificate)
    return new identity.ClientSecretCredential(tenantId, id, app.MicrosoftAppPassword, options);
  const pem = `${certificate.privateKey}\n${certificate.certificate}\n`;
  return new identity.ClientCertificateCredential(tenantId, id, { certificate: pem }, options);
}
