import type { ConversationAddress } from '../domain/conversation.ts';
import { languageOf } from '../domain/language.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import type { ScriptRequest } from '../operations/performScript.ts';
import type { Identity } from './identity.ts';
import type { Incoming } from './incoming.ts';
import type { Wanted, WantedScript } from './understand.ts';

/** What somebody wants who asks for nothing. */
export const NOTHING: Wanted = {
  steps: [],
  preview: false,
  unasked: false,
  once: undefined,
  language: undefined,
};

/** The request that goes to the gate. */
export function requestOf(
  incoming: Incoming,
  identity: Identity,
  wanted: Wanted | Refusal,
  privateAddress: ConversationAddress | null,
): Request {
  const refused = wanted instanceof Refusal ? wanted : null;
  const { steps, preview, unasked, once, byCmdlet, language } = wanted instanceof Refusal ? NOTHING : wanted;
  const actorKey = identity.user?.key ?? 'unknown';
  const { address, personal, arrival } = incoming;
  return {
    id: once === undefined ? arrival : `once ${once} ${actorKey}`,
    arrival,
    actorKey,
    origin: {
      channelId: address.channelId,
      conversationId: address.conversationId,
      personal,
      privateConversationId: privateAddress?.conversationId ?? null,
      localActor: identity.localActor,
      timeZone: incoming.timeZone,
    },
    language: language ?? languageOf(incoming.locale) ?? languageOf(identity.user?.locale) ?? 'en',
    preview,
    unasked,
    steps,
    ...(byCmdlet && { byCmdlet }),
    refused,
  };
}

/** The lines of a script as requests, each with an id of its own that is the same when the message comes again. */
export function scriptRequests(
  { lines }: WantedScript,
  requestOfLine: (wanted: Wanted | Refusal) => Request,
): ScriptRequest[] {
  return lines.map(({ line, wanted }, at) => {
    const request = requestOfLine(wanted);
    const id = `${request.arrival} line ${at + 1}`;
    return { line, request: { ...request, id, arrival: id } };
  });
}
