import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const AA = 4.5;
const css = readFileSync('src/styles/tokens.css', 'utf8');

function tokensOf(theme: string): Map<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const TEXTS = ['text', 'muted', 'accent', 'good', 'bad', 'warn', 'note', 'quiet'];
const SURFACES = ['bg', 'surface', 'raised', 'hover'];
const STATES = ['idle', 'watch', 'signal', 'enter', 'in', 'close', 'rest'];
const PAIRS: (readonly [string, string])[] = [
  ...TEXTS.flatMap((text) => SURFACES.map((surface) => [text, surface] as const)),
  ...STATES.map((state) => ['on-state', `state-${state}`] as const),
  ['on-paper', 'paper'],
  ['on-live', 'live'],
];

describe.each(['dark', 'light'])('the %s theme', (theme) => {
  const tokens = tokensOf(theme);

  it.each(PAIRS)('shows %s on %s with enough contrast', (text, surface) => {
    expect(contrast(tokens.get(text) ?? '', tokens.get(surface) ?? '')).toBeGreaterThanOrEqual(AA);
  });
});
