import { single } from '../domain/button.ts';
import type { Language } from '../domain/language.ts';
import { PIN_MASK } from '../domain/pin.ts';
import type { View } from '../domain/view.ts';
import { chartData } from './chartData.ts';
import { deliveryFact, deliveryWhen } from './deliveryFacts.ts';
import { formatMoment } from './dates.ts';
import { escapeMarkdown, unescaped } from './markdown.ts';
import { migrationFact } from './migrationFacts.ts';
import { numberLines } from './numberLines.ts';
import { listOfFacts, tableOfPeople } from './listText.ts';
import { scriptLinesData, sectionsData } from './manualData.ts';
import type { Texts } from './texts.ts';
import { buttons, escaped, facts, frame, listing, m, notes, type Say } from './viewParts.ts';

/** The data of a card template: words only, everything from people escaped. */
export type CardData = Record<string, unknown> & { title: string };

type Of<Kind extends View['kind']> = Extract<View, { kind: Kind }>;

/** What the template of a view is filled with. */
export function viewData(view: View, language: Language, texts: Texts): CardData {
  const say: Say = ({ key, params }) => texts(language, key, escaped(params));
  const fill = FILL[view.kind] as (view: View, say: Say, language: Language, texts: Texts) => CardData;
  return { language, ...fill(view, say, language, texts) };
}

/** One function per kind of view; its template has the same name. */
const FILL: {
  [Kind in View['kind']]: (view: Of<Kind>, say: Say, language: Language, texts: Texts) => CardData;
} = {
  welcome: (view, say) => ({
    title: say(m('welcome.title', { name: view.name })),
    text: say(m(`welcome.${view.role}`)),
    local: view.local ? say(m('text.localMode')) : '',
    buttons: buttons(view.buttons, say),
  }),
  help: (view, say) => ({
    title: say(m('help.title')),
    text: say(m(`help.${view.role}`)),
    local: view.local ? say(m('text.localMode')) : '',
    entries: view.entries.map(({ operation, cmdlet, request }) => ({
      title: say(m(`operation.${operation}`)),
      example: escapeMarkdown(say(m(`example.${operation}`))),
      cmdlet: cmdlet ?? '',
      request,
    })),
    page: view.page.last > 1 ? say(m('text.page', view.page)) : '',
    buttons: buttons(view.buttons, say),
  }),
  facts: (view, say) => ({
    ...frame(view, say),
    facts: facts(view.facts, say),
    ...listing(view.list ? listOfFacts(view.facts, say) : ''),
    cmdlet: escapeMarkdown(view.cmdlet ?? ''),
  }),
  people: (view, say) => ({
    ...frame(view, say),
    people: view.people.map((person) => ({
      name: escapeMarkdown(person.displayName),
      upn: escapeMarkdown(person.upn),
      provider: escapeMarkdown(person.provider),
      conferenceId: person.conferenceId ?? '–',
      request: single('showUser', { people: [person.upn] }),
    })),
    ...listing(view.list ? tableOfPeople(view.people) : ''),
  }),
  numbers: (view, say, language) => ({
    ...frame(view, say),
    numbers: numberLines(view.numbers, say, language),
    cmdlet: escapeMarkdown(view.cmdlet ?? ''),
  }),
  pick: (view, say) => ({
    title: say(view.question),
    choices: view.choices.map((choice) => ({
      title: say(m('button.choose')),
      name: escapeMarkdown(choice.title),
      subtitle: escapeMarkdown(choice.subtitle),
      request: choice.request,
    })),
  }),
  form: (view, say) => {
    const inputs = view.inputs.map((input) => ({
      ...input,
      label: say(m(`label.${input.name}`)),
      placeholder: say(m(`placeholder.${input.choices.length > 0 ? 'choice' : input.name}`)),
      error: say(m('text.needed')),
      choices: input.choices.map((value) => ({ value, title: say(m(`choice.${value}`)) })),
    }));
    return {
      title: say(m(`operation.${view.operation}`)),
      people: inputs.filter((input) => input.people > 0).map((input) => peoplePicker(input, say)),
      texts: inputs.filter((input) => input.choices.length === 0 && input.people === 0),
      choiceSets: inputs.filter((input) => input.choices.length > 0),
      notes: notes(view.notes, say),
      submit: say(m('button.go')),
      request: single(view.operation, view.given),
    };
  },
  question: (view, say) => ({
    ...frame(view, say),
    facts: facts(view.facts, say),
    yes: say(m('button.yes')),
    no: say(m('button.no')),
    yesRequest: { ...single('answer', { answer: 'yes', question: view.token }), once: view.token },
    noRequest: { ...single('answer', { answer: 'no', question: view.token }), once: view.token },
  }),
  result: (view, say, language, texts) => ({
    title: resultTitle(view, say),
    preview: view.preview ? say(m('text.preview')) : '',
    changes: view.changes.map((change) => ({
      what: view.changes.length === 1 ? '' : say(change.what),
      facts: facts(change.facts, say),
    })),
    deliveriesTitle: say(m(view.preview ? 'title.wouldBeTold' : 'title.told')),
    deliveries: view.deliveries.map((line) => deliveryFact(line, language, texts, view.preview)),
    migrationsTitle: say(m(view.preview ? 'title.wouldFollow' : 'title.invitations')),
    migrations: view.migrations.map((line) => migrationFact(line, language, texts, view.preview)),
    notes: notes(view.notes, say),
    cmdlet: escapeMarkdown(view.cmdlet ?? ''),
    buttons: buttons(view.buttons, say),
  }),
  deliveries: (view, say, language, texts) => ({
    ...frame(view, say),
    deliveries: view.deliveries.map((line) => ({
      ...deliveryFact(line, language, texts),
      when: deliveryWhen(line, language),
    })),
  }),
  status: (view, say, language) => ({
    ...frame(view, say),
    charts: view.charts.map((chart) => chartData(chart, say, language)),
    facts: facts(view.facts, say),
  }),
  history: (view, say, language) => ({
    ...frame(view, say),
    rows: view.rows.map((row) => ({
      what: say(row.what),
      when: say(
        m('history.when', {
          at: formatMoment(row.at, language, view.timeZone),
          by: row.by,
          outcome: { text: `outcome.${row.outcome}` },
          code: row.code ?? '',
        }),
      ),
      facts: facts(row.facts, say),
      undos: row.undo === null ? [] : [{ title: unescaped(say(m('operation.undo'))), request: row.undo }],
    })),
  }),
  csv: (view, say) => ({
    ...frame(view, say),
    csv: view.lines.join('\n'),
    lines: view.lines.map((line) => ({ text: escapeMarkdown(line) })),
  }),
  script: (view, say) => ({
    ...frame(view, say),
    lines: scriptLinesData(view, say),
  }),
  manual: (view, say) => ({
    ...frame(view, say),
    sections: sectionsData(view, say),
  }),
  note: frame,
  refusal: (view, say) => ({
    title: say(m('refusal.title')),
    text: say(m(`refusal.${view.code}`, view.params)),
    also: view.also.map(({ code, params }) => ({ text: say(m(`refusal.${code}`, params)) })),
    next: say(m(`refusalNext.${view.code}`, view.params)),
    choices: view.choices.map(escapeMarkdown).join('\n\n'),
    code: view.code,
    buttons: buttons(view.buttons, say),
  }),
  ask: (view, say) => ({
    ...frame(view, say),
    facts: facts(view.facts, say),
    open: view.open,
    reason: say(m('label.reason')),
    approve: say(m('operation.approveAsk')),
    refuse: say(m('operation.refuseAsk')),
    // Not one-time buttons: what stands against an approval does not take the answer away.
    approveRequest: single('approveAsk', { ask: view.ask }),
    refuseRequest: single('refuseAsk', { ask: view.ask }),
  }),
  batch: (view, say) => ({
    ...frame(view, say),
    progress: view.progress,
    progressText: view.progress ? say(m('batch.progress', view.progress)) : '',
    facts: facts(view.facts, say),
    cmdlet: escapeMarkdown(view.cmdlet ?? ''),
    reasons: view.reasons.map(({ what, why }) => ({ what: say(what), why: say(why) })),
  }),
  batchPeople: (view, say) => ({
    ...frame(view, say),
    rows: view.rows.map(({ name, state, why }) => ({
      name: escapeMarkdown(name),
      state: say(state),
      why: why ? say(why) : '',
    })),
  }),
  failure: (view, say) => ({
    title: say(m('failure.title')),
    text: say(m(view.inDoubt ? 'failure.inDoubt' : 'failure.text')),
    reference: view.reference,
  }),
  pinMasked: (view, say) => ({
    title:
      view.count === undefined || view.count === 1
        ? say(m('pin.title', { person: view.person }))
        : say(m('pin.titleList', { count: view.count })),
    mask: escapeMarkdown(PIN_MASK),
    notes: [{ text: say(m('pin.hidden')) }],
  }),
};

/** An input for people: what was typed already can be picked as well, and oneself. */
function peoplePicker<Input extends { people: number; value: string }>(input: Input, say: Say) {
  const typed = input.value === '' ? [] : [{ title: input.value, value: input.value }];
  return {
    ...input,
    several: input.people > 1,
    known: [...typed, { title: say(m('text.myself')), value: 'me' }],
  };
}

/** What was done, or that several things were. */
function resultTitle(view: Of<'result'>, say: Say): string {
  const [first, ...others] = view.changes;
  if (first && others.length === 0) return say(first.what);
  return say(m(view.preview ? 'title.wouldBeDone' : 'title.result'));
}
