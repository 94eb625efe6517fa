import {
  type CloudAdapter,
  type ConversationParameters,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder';
import type { ConversationAddress } from '../domain/conversation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChatDelivery, ChatMessage, DeliveryResult } from '../ports/delivery.ts';
import { cardActivity } from './cardActivity.ts';
import { deliveryResultOf } from './connectorErrors.ts';

/** What is needed to open a conversation in Teams: learnt from the last incoming activity, or configured. */
export interface Home {
  serviceUrl: string;
  tenantId: string;
  /** The bot's account on the channel, `28:…`. */
  botId: string;
}

/** What chat delivery works with. The adapter must be one on SingleAttemptAuthentication. */
export interface ChatDeliveryOptions {
  adapter: CloudAdapter;
  /** Empty where authentication is off. */
  botAppId: string;
  home: () => Home | null;
  clock: Clock;
}

/** The channel on which conversations can be opened. */
const TEAMS = 'msteams';

/** Chat delivery, and what only Teams' side asks of it. */
export interface TeamsChatDelivery extends ChatDelivery {
  /** Opens the personal conversation with somebody, by Entra object id; null when that is not possible now. */
  open(objectId: string): Promise<ConversationAddress | null>;
}

/** Sends chat messages out of the blue, each at most once, and changes sent ones. */
export function createChatDelivery(options: ChatDeliveryOptions): TeamsChatDelivery {
  return {
    async open(objectId) {
      const home = options.home();
      const opened = home ? await open(options, home, objectId) : null;
      return opened === null || 'outcome' in opened ? null : opened;
    },
    async send(to, message) {
      if (to.address) return sendTo(options, to.address, message);
      if (to.objectId !== null) return sendToPerson(options, to.objectId, message);
      return {
        outcome: 'unreachable',
        reason: 'not-installed',
        detail: 'no conversation and no object id',
        forget: false,
      };
    },
    update: (address, activityId, message) =>
      inConversation(options, address, true, async (context) => {
        await context.updateActivity({ ...cardActivity(message, address.channelId), id: activityId });
        return { outcome: 'sent', activityId };
      }),
  };
}

/** Sends to a known conversation. */
function sendTo(
  options: ChatDeliveryOptions,
  address: ConversationAddress,
  message: ChatMessage,
): Promise<DeliveryResult> {
  return inConversation(options, address, false, (context) => post(context, message));
}

/** Opens the personal conversation with somebody (Teams gives the same one every time) and sends to it. */
async function sendToPerson(
  options: ChatDeliveryOptions,
  objectId: string,
  message: ChatMessage,
): Promise<DeliveryResult> {
  const home = options.home();
  if (!home)
    return {
      outcome: 'throttled',
      until: null,
      reason: 'service-error',
      detail: 'service URL not known yet',
    };
  const opened = await open(options, home, objectId);
  if ('outcome' in opened) return opened;
  const result = await sendTo(options, opened, message);
  return result.outcome === 'sent' ? { ...result, address: opened } : result;
}

/** Opens a personal conversation; what went wrong when that is not possible. */
async function open(
  options: ChatDeliveryOptions,
  home: Home,
  objectId: string,
): Promise<ConversationAddress | DeliveryResult> {
  const { adapter, botAppId, clock } = options;
  let conversationId: string | undefined;
  try {
    await adapter.createConversationAsync(
      botAppId,
      TEAMS,
      home.serviceUrl,
      CLOUD_AUDIENCE,
      invitation(home, objectId),
      async (context) => {
        conversationId = context.activity.conversation.id;
      },
    );
  } catch (error) {
    return deliveryResultOf(error, clock.now(), true);
  }
  if (!conversationId)
    return { outcome: 'throttled', until: null, reason: 'no-answer', detail: 'conversation without id' };
  return { channelId: TEAMS, ...home, conversationId, memberId: null };
}

/** The SDK's type wants a text, but only without one it takes the audience of its own cloud. */
const CLOUD_AUDIENCE = undefined as unknown as string;

/** What Teams needs to open a personal conversation. */
function invitation({ tenantId, botId }: Home, objectId: string): ConversationParameters {
  const parameters = {
    isGroup: false,
    bot: { id: botId },
    members: [{ id: objectId }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  };
  return parameters as unknown as ConversationParameters;
}

/** Does something in a conversation. Errors are caught inside the turn: the adapter's own handler would answer the person. */
async function inConversation(
  { adapter, botAppId, clock }: ChatDeliveryOptions,
  address: ConversationAddress,
  harmless: boolean,
  act: (context: TurnContext) => Promise<DeliveryResult>,
): Promise<DeliveryResult> {
  const failed = (error: unknown) => deliveryResultOf(error, clock.now(), harmless);
  let result: DeliveryResult | undefined;
  try {
    await adapter.continueConversationAsync(botAppId, referenceOf(address), async (context) => {
      result = await act(context).catch(failed);
    });
  } catch (error) {
    return result ?? failed(error);
  }
  return result ?? { outcome: 'failed', reason: 'rejected', detail: 'turn was not run' };
}

/** Sends a message that answers nothing. */
async function post(context: TurnContext, message: ChatMessage): Promise<DeliveryResult> {
  context.onSendActivities((_context, activities, next) => {
    // The SDK makes a reply of it, to an activity that exists nowhere but in this turn.
    for (const activity of activities) delete activity.replyToId;
    return next();
  });
  const activityId = (await context.sendActivity(cardActivity(message, context.activity.channelId)))?.id;
  return activityId ? { outcome: 'sent', activityId } : { outcome: 'sent' };
}

/** An address in the SDK's form. */
function referenceOf(address: ConversationAddress): Partial<ConversationReference> {
  const { channelId, serviceUrl, conversationId, tenantId, botId, memberId } = address;
  const reference = {
    channelId,
    serviceUrl,
    bot: { id: botId },
    ...(memberId !== null && { user: { id: memberId } }),
    conversation: { id: conversationId, ...(tenantId !== null && { tenantId }) },
  };
  return reference as Partial<ConversationReference>;
}
