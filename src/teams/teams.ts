import { ConfigurationServiceClientCredentialFactory, type TurnContext } from 'botbuilder';
import { CertificateServiceClientCredentialsFactory } from 'botframework-connector';
import type { ConversationAddress } from '../domain/conversation.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { SingleAttemptAuthentication } from './botAuthentication.ts';
import { createChatDelivery, type Home, type TeamsChatDelivery } from './chatDelivery.ts';
import { createMessagesHandler, TeamsAdapter, type MessagesHandler } from './messagesHandler.ts';

/** botbuilder's own settings, by their names; an empty app id means no authentication. */
export interface BotSettings {
  MicrosoftAppId: string;
  MicrosoftAppPassword: string;
  MicrosoftAppType: string;
  MicrosoftAppTenantId: string;
}

/** What proves who the bot is, instead of a password; in PEM. */
export interface BotCertificate {
  certificate: string;
  privateKey: string;
  thumbprint: string;
}

/** The Teams side: what comes in and what goes out. */
export interface Teams {
  messages: MessagesHandler;
  chat: TeamsChatDelivery;
  /** Sets what a turn does; before that every activity waits with 503. */
  serve: (turn: (context: TurnContext) => Promise<void>) => void;
  /** Learns from an incoming activity where the channel is to be reached. */
  noteHome: (address: ConversationAddress) => void;
}

/** Where conversations are opened before anybody has written: the connector for all regions. */
const GLOBAL_CONNECTOR = 'https://smba.trafficmanager.net/teams/';

/** Makes the adapter, the front door and chat delivery. */
export function createTeams(
  {
    bot,
    local,
    certificate = null,
  }: { bot: BotSettings; local: boolean; certificate?: BotCertificate | null },
  clock: Clock,
  log: Log,
): Teams {
  const credentials = certificate
    ? new CertificateServiceClientCredentialsFactory(
        bot.MicrosoftAppId,
        certificate.thumbprint,
        certificate.privateKey,
        bot.MicrosoftAppTenantId,
        certificate.certificate,
      )
    : new ConfigurationServiceClientCredentialFactory(local ? {} : { ...bot });
  const adapter = new TeamsAdapter(new SingleAttemptAuthentication(local ? {} : { ...bot }, credentials));
  const tenantId = local ? null : bot.MicrosoftAppTenantId;
  let home: Home | null = local
    ? null
    : { serviceUrl: GLOBAL_CONNECTOR, tenantId: bot.MicrosoftAppTenantId, botId: `28:${bot.MicrosoftAppId}` };
  let turn: ((context: TurnContext) => Promise<void>) | undefined;
  const handler = createMessagesHandler(
    adapter,
    async (context) => turn?.(context),
    { local, tenantId },
    log,
  );
  return {
    messages: async (authorization, body) => (turn ? handler(authorization, body) : { status: 503 }),
    chat: createChatDelivery({ adapter, botAppId: bot.MicrosoftAppId, home: () => home, clock }),
    serve(given) {
      turn = given;
    },
    noteHome({ channelId, serviceUrl, tenantId: tenant, botId }) {
      if (channelId === 'msteams' && botId !== '')
        home = { serviceUrl, tenantId: tenant ?? tenantId ?? '', botId };
    },
  };
}
