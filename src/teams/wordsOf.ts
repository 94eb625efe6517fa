import { TeamsInfo, type TurnContext } from 'botbuilder';
import { mentionsOf } from './incoming.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/**
 * What somebody wrote, as the doors read it: without the mention of the bot, with mentioned people under their UPN where the
 * roster tells it (else under their name), and without the HTML that Teams puts into messages.
 */
export async function wordsOf(context: TurnContext, text: string): Promise<string> {
  const { activity } = context;
  let words = text;
  for (const mention of mentionsOf(activity)) {
    const isBot = mention.id === (activity.recipient as { id?: string } | undefined)?.id;
    words = words.replaceAll(
      mention.text,
      isBot ? ' ' : (mention.objectId ?? (await upnOf(context, mention.id)) ?? mention.name),
    );
  }
  const bare = words.replace(/<\/?at>/gi, ' ');
  return (
    activity.channelId === 'msteams'
      ? bare.replace(/&(?:nbsp|amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
      : bare
  ).trim();
}

/** The UPN of somebody in the conversation; undefined where the channel has no roster. */
async function upnOf(context: TurnContext, memberId: string): Promise<string | undefined> {
  if (context.activity.channelId !== 'msteams') return undefined;
  try {
    return (await TeamsInfo.getMember(context, memberId)).userPrincipalName;
  } catch {
    return undefined;
  }
}
