import type { Operation } from '../operations/operation.ts';
import { TenantSettings } from '../domain/settings.ts';

/** How a parameter takes its value: a switch needs none, people may be several and come first without their name. */
export type ParameterKind = 'switch' | 'value' | 'people';

/** A parameter of a cmdlet: of an operation (`ours`), of every cmdlet (`common`), or known but not yet built (`later`). */
export interface Parameter {
  name: string;
  kind: ParameterKind;
  standing: 'ours' | 'common' | 'later';
  /** Other names for it. */
  aliases: readonly string[];
}

/** A cmdlet as the catalogue makes it: the operations that share it, and all their parameters. */
export interface CmdletShape {
  name: string;
  operations: readonly Operation[];
  parameters: readonly Parameter[];
  /** The parameter whose value may come first without its name, where that is not the people. */
  positional?: string;
}

/** The cmdlets of which the following names are about in print: a `-State` of another is no state of a country. */
const WITH_ALIASES = /OnlineDialInConferencing/;

/** Names that are about in print for parameters of ours. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  SendEmailFromOverride: ['SendEmailOverride'],
  Country: ['CountryOrRegion'],
  State: ['AreaOrState'],
  City: ['CapitalOrMajorCity'],
};

/** What every cmdlet takes, with PowerShell's short names. Only `WhatIf`, `Confirm` and `Force` mean anything here. */
const COMMON: readonly Parameter[] = [
  common('WhatIf', 'switch', 'wi'),
  common('Confirm', 'switch', 'cf'),
  common('Force', 'switch'),
  common('Verbose', 'switch', 'vb'),
  common('Debug', 'switch', 'db'),
  common('ErrorAction', 'value', 'ea'),
  common('WarningAction', 'value', 'wa'),
  common('InformationAction', 'value', 'infa'),
  common('ProgressAction', 'value', 'proga'),
  common('ErrorVariable', 'value', 'ev'),
  common('WarningVariable', 'value', 'wv'),
  common('InformationVariable', 'value', 'iv'),
  common('OutVariable', 'value', 'ov'),
  common('OutBuffer', 'value', 'ob'),
  common('PipelineVariable', 'value', 'pv'),
];

/** What these cmdlets take and need not: there is only one set of settings, which Microsoft's examples call `Global`. */
const NEEDLESS: readonly [cmdlets: RegExp, parameters: readonly string[]][] = [
  [/TenantSettings$/, ['Identity']],
];

/** Parameters that Microsoft's cmdlets of these names have; the catalogue takes them over one by one. */
const LATER: readonly [cmdlets: RegExp, parameters: readonly string[]][] = [
  [/./, ['Tenant', 'TenantDomain', 'DomainController', 'AsJob', 'Instance', 'Identity']],
  [/^(Set|Enable)-CsOnlineDialInConferencingUser$/, ['AllowPSTNOnlyMeetings', 'BridgeId', 'BridgeName']],
  [/^Enable-CsOnlineDialInConferencingUser$/, ['ServiceNumber', 'TollFreeServiceNumber']],
  [/-CsUserAcp$/, ['PassThru']],
  [/^Get-CsOnlineDialInConferencingUser$/, ['BridgeId', 'BridgeName', 'Filter', 'LdapFilter']],
  [/^Set-.*TenantSettings$/, Object.keys(TenantSettings.shape)],
];

/** Microsoft's cmdlets that come later: never taken for a misspelling of another. */
export const LATER_CMDLETS: readonly string[] = [
  'Get-CsOnlineDialInConferencingUserInfo',
  'Get-CsOnlineDialInConferencingUserState',
  'Get-CsOnlineDialInConferencingLanguagesSupported',
  'Get-CsOnlineDialInConferencingPolicy',
];

/** The cmdlets of a catalogue. */
export function shapesOf(catalogue: readonly Operation[]): CmdletShape[] {
  const names = new Set(catalogue.flatMap((one) => one.cmdlet?.name ?? []));
  return [...names].map((name) => {
    const operations = catalogue.filter((one) => one.cmdlet?.name === name);
    const positional = operations.find((one) => one.cmdlet?.positional !== undefined)?.cmdlet?.positional;
    const parameters = parametersOf(name, operations);
    return { name, operations, parameters, ...(positional !== undefined && { positional }) };
  });
}

/** The parameters of a cmdlet: of its operations first, then the common ones, then what comes later. */
function parametersOf(name: string, operations: readonly Operation[]): Parameter[] {
  const declared = operations
    .flatMap((one) => Object.values(one.fields))
    .filter((field) => field.parameter !== null);
  const fields = declared.map((field) =>
    ours(name, field.parameter ?? '', field.kind === 'flag' ? 'switch' : field.kind),
  );
  const triggers = operations.flatMap((one) =>
    one.cmdlet?.trigger === undefined ? [] : [ours(name, one.cmdlet.trigger, 'switch')],
  );
  const of = (list: typeof LATER) =>
    list.filter(([cmdlets]) => cmdlets.test(name)).flatMap(([, parameters]) => parameters);
  // A trigger that is also a field (`ConferenceId`) is what its field says.
  const all = [
    ...fields,
    ...triggers,
    ...COMMON,
    ...of(NEEDLESS).map((one) => common(one, 'value')),
    ...of(LATER).map((one): Parameter => ({ name: one, kind: 'value', standing: 'later', aliases: [] })),
  ];
  return all.filter(
    (one, at) => all.findIndex((other) => other.name.toLowerCase() === one.name.toLowerCase()) === at,
  );
}

/** A parameter of an operation. */
function ours(cmdlet: string, name: string, kind: ParameterKind): Parameter {
  const aliases = WITH_ALIASES.test(cmdlet) ? ALIASES[name] : undefined;
  return { name, kind, standing: 'ours', aliases: aliases ?? [] };
}

/** A parameter of every cmdlet. */
function common(name: string, kind: ParameterKind, ...aliases: string[]): Parameter {
  return { name, kind, standing: 'common', aliases };
}
