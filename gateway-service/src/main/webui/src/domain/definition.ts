import type { Condition, Protection, Section, StrategyDefinition } from '../protocol/messages';
import { measure } from './decimal';
import { groupText, OPERATOR_SIGNS, spoken } from './words';
import { duration } from './time';

export const SECTIONS: readonly Section[] = ['S1', 'O1', 'Z1', 'ZE1', 'E1'];

/** Says what an indicator's value is measured in, by its name; nothing when it is a plain number. */
export function unitOf(indicator: string): string {
  if (indicator.endsWith('_bps') || indicator.startsWith('spread_bps')) {
    return ' bps';
  }
  if (/magnitude|momentum/.test(indicator)) {
    return ' %';
  }
  if (indicator.includes('velocity')) {
    return ' %/s';
  }
  return indicator.includes('surge') || indicator.includes('ratio') ? ' ×' : '';
}

/** Says a condition: "pump_magnitude_300 ≥ 2.5 % for 3 s (in any 1)". */
export function conditionText({ indicator, operator, value, upper, forSeconds, group }: Condition): string {
  const bound = upper === undefined ? measure(value) : `${measure(value)} to ${measure(upper)}`;
  const held = forSeconds === undefined ? '' : ` for ${forSeconds} s`;
  const place = group === undefined ? '' : ` (${groupText(group)})`;
  return `${indicator} ${OPERATOR_SIGNS[operator]} ${bound}${unitOf(indicator)}${held}${place}`;
}

/** Says a protection: "stop loss guard: 3 trades in 1 h 00 m, pauses 30 m 00 s". */
export function protectionText(protection: Protection): string {
  const { kind, seconds, lookbackSeconds, trades, pauseSeconds, perSymbol, drawdownPercent, profitPercent } =
    protection;
  const parts = [
    seconds !== undefined && `${span(seconds)} after each exit`,
    trades !== undefined && (trades === 1 ? '1 trade' : `${trades} trades`),
    lookbackSeconds !== undefined && `within ${span(lookbackSeconds)}`,
    drawdownPercent !== undefined && `fall of ${drawdownPercent} %`,
    profitPercent !== undefined && `profit below ${profitPercent} %`,
    perSymbol === true && 'each symbol for itself',
    pauseSeconds !== undefined && `pauses ${span(pauseSeconds)}`,
  ];
  return `${spoken(kind)}: ${parts.filter((part) => part !== false).join(', ')}`;
}

/** Returns the terms of a definition that are there, each with its unit. */
export function termsOf(definition: StrategyDefinition): (readonly [string, string])[] {
  const { sizing } = definition;
  const terms: (readonly [string, string | undefined])[] = [
    ['Opens', definition.notional === undefined ? undefined : `${definition.notional} USDT`],
    ['Sizing', sizing && Object.values(sizing).map(String).join(', ').toLowerCase().replaceAll('_', ' ')],
    ['Leverage', inUnit(definition.leverage, '×')],
    ['Stop', inUnit(definition.stopLossBps, ' bps')],
    ['Take profit', inUnit(definition.takeProfitBps, ' bps')],
    ['Trailing stop', inUnit(definition.trailingStopBps, ' bps')],
    ['Trailing counts from', inUnit(definition.trailingActivationBps, ' bps')],
    ['Slippage at most', inUnit(definition.maxSlippageBps, ' bps')],
    ['Entry within', seconds(definition.entryTimeoutSeconds)],
    ['Held at most', seconds(definition.maxHoldSeconds)],
    ['Cool-down', seconds(definition.cooldownSeconds)],
    ['Entries per detection', inUnit(definition.maxEntriesPerEpisode, '')],
    ['Symbols', definition.symbols?.join(', ')],
  ];
  return terms.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}

function inUnit(value: number | undefined, unit: string): string | undefined {
  return value === undefined ? undefined : `${value}${unit}`;
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : span(value);
}

function span(value: number): string {
  return duration(value * 1000);
}
