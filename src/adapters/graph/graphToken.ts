import type { TokenCredential } from '@azure/identity';
import { DirectoryError } from '../../ports/directory.ts';

/** The app registration, by botbuilder's own names. */
export interface AppRegistration {
  MicrosoftAppId: string;
  MicrosoftAppPassword: string;
  MicrosoftAppType: string;
  MicrosoftAppTenantId: string;
}

/** Gives a token for Graph, from memory while it is good. Throws DirectoryError. */
export type GraphToken = () => Promise<string>;

/** Tokens for the app itself, with its client secret or its managed identity. */
export async function createGraphToken(
  app: AppRegistration,
  { url, loginUrl }: { url: string; loginUrl: string },
): Promise<GraphToken> {
  // Loaded only here: a start without Graph does not wait for it.
  const identity = await import('@azure/identity');
  const credential: TokenCredential =
    app.MicrosoftAppType === 'UserAssignedMSI'
      ? new identity.ManagedIdentityCredential({ clientId: app.MicrosoftAppId })
      : new identity.ClientSecretCredential(
          app.MicrosoftAppTenantId,
          app.MicrosoftAppId,
          app.MicrosoftAppPassword,
          // The tenant is configured, and the service may be one that Microsoft's list does not know.
          { authorityHost: loginUrl, disableInstanceDiscovery: true },
        );
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
