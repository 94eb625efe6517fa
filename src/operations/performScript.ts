import { message, type Message } from '../domain/message.ts';
import type { Request } from '../domain/request.ts';
import type { Fact, ScriptLine, View } from '../domain/view.ts';
import { MOST_PEOPLE } from './field.ts';
import type { Gate } from './operation.ts';
import { perform, type Performed } from './perform.ts';
import { button } from './buttons.ts';

/** A line of a script and the request that it makes. */
export interface ScriptRequest {
  line: string;
  request: Request;
}

/** The most of a line that its result repeats, in characters. */
const LONGEST_SHOWN = 120;

/** The outcomes of lines for which nothing is left to be done. */
const GOOD: readonly ScriptLine['outcome'][] = ['done', 'answered', 'previewed'];

/** The most facts that the results of a script show together: a card has its budget. */
const MOST_FACTS = 24;

/**
 * Does the lines of a script one after the other, each through the gate by itself. A line that is not done does not stop the
 * others, unless the script says so. Nobody can be asked anything meanwhile, and all lines together show as many PINs as one
 * command may.
 */
export async function performScript(
  lines: readonly ScriptRequest[],
  stops: boolean,
  gate: Gate,
): Promise<Performed> {
  const all: Performed[] = [];
  const shown: ScriptLine[] = [];
  for (const { line, request } of lines) {
    const text = shortened(line);
    if (stops && shown.some(isFault)) {
      shown.push({ line: text, outcome: 'notRun', text: message('script.notRun'), next: null, facts: [] });
      continue;
    }
    const pinsLeft = MOST_PEOPLE - all.flatMap(({ pins }) => pins).length;
    const performed = await perform({ ...request, unattended: { pinsLeft } }, gate);
    all.push(performed);
    shown.push({ line: text, ...resultOf(performed.view, request.preview) });
  }
  return together(all, scriptView(shown));
}

/** The answer to a script as the answer to one request. */
function together(all: readonly Performed[], view: View): Performed {
  const [first] = all;
  if (!first) throw new Error('a script has at least one line');
  return {
    view,
    language: all.at(-1)?.language ?? first.language,
    pins: all.flatMap(({ pins }) => pins),
    resultCard: null,
    repeated: all.every(({ repeated }) => repeated === 'redelivered') ? 'redelivered' : 'no',
    personal: true,
    correlationId: first.correlationId,
    alongside: all.filter(({ view }) => isUnderWay(view)),
  };
}

/** Whether it is a plan that goes on by itself: its card is a card of its own, where it can be followed, stopped and taken back. */
function isUnderWay(view: View): boolean {
  return view.kind === 'batch' && (view.state === 'running' || view.state === 'awaitingApproval');
}

function isFault({ outcome }: ScriptLine): boolean {
  return outcome === 'refused' || outcome === 'failed';
}

/** The lines with their results, and how many were done. */
function scriptView(lines: readonly ScriptLine[]): View {
  let left = MOST_FACTS;
  const shown = lines.map((line) => {
    const facts = line.facts.length <= left ? line.facts : [];
    left -= facts.length;
    return { ...line, facts };
  });
  const isLess = shown.some(({ facts }, at) => facts.length < (lines[at]?.facts.length ?? 0));
  const isDone = lines.some(({ outcome }) => outcome === 'done');
  return {
    kind: 'script',
    title: message('title.script', {
      count: lines.length,
      good: lines.filter(({ outcome }) => GOOD.includes(outcome)).length,
    }),
    lines: shown,
    notes: isLess ? [message('script.factsLeftOut')] : [],
    buttons: isDone ? [button('deliveries')] : [],
  };
}

type Result = Omit<ScriptLine, 'line'>;

/** What became of a line, in one sentence. */
function resultOf(view: View, preview: boolean): Result {
  switch (view.kind) {
    case 'refusal':
      return {
        ...told('refused', message(`refusal.${view.code}`, view.params)),
        next: message(`refusalNext.${view.code}`, view.params),
      };
    case 'form':
      return told('refused', view.notes[0] ?? message('refusal.value-missing', { parameter: '' }));
    case 'failure':
      return told('failed', message('script.failed', { reference: view.reference }));
    case 'result':
      return changed(view);
    case 'facts':
      return told('answered', view.title, view.facts);
    case 'batch':
      return batchTold(view, preview);
    case 'question':
    case 'people':
    case 'deliveries':
    case 'history':
    case 'status':
    case 'manual':
    case 'script':
    case 'note':
      return told('answered', view.title);
    case 'pick':
      return told('answered', view.question);
    default:
      return told('answered', message('script.answered'));
  }
}

function told(outcome: Result['outcome'], text: Message, facts: Fact[] = []): Result {
  return { outcome, text, next: null, facts };
}

/** A line that means many people. */
function batchTold(view: Extract<View, { kind: 'batch' }>, preview: boolean): Result {
  if (preview) return told('previewed', view.title, view.facts);
  if (view.state === 'awaitingApproval') return told('waiting', view.title);
  return told(view.state === 'running' ? 'begun' : 'answered', view.title);
}

/** A line that changed something, or would. */
function changed({ changes, preview }: Extract<View, { kind: 'result' }>): Result {
  const [first, ...others] = changes;
  const outcome = preview ? 'previewed' : 'done';
  if (others.length === 0) return told(outcome, first?.what ?? message('title.result'), first?.facts);
  return told(outcome, message('script.changes', { count: changes.length }), changesAsFacts(changes));
}

/** Several changes of one line: to whom they were made. */
function changesAsFacts(changes: readonly { person: string | null; facts: Fact[] }[]): Fact[] {
  return changes.flatMap(({ person, facts }) => [
    ...(person === null ? [] : [{ label: 'displayName', value: person }]),
    ...facts,
  ]);
}

function shortened(line: string): string {
  const text = line.replace(/`?\s*\n\s*/g, ' ');
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
}
