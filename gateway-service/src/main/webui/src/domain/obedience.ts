import type { Acknowledgement } from '../protocol/messages';

/** Who obeys a decision about the trading state. */
export interface Obedience {
  obeying: number;
  expected: number;
  /** Cells that did not say so yet, such as "risk/2". */
  missing: string[];
  /** The last cell that said so, and how long after the first. */
  slowest?: { name: string; afterMillis: number };
}

/** @param cells how many cells of each service must obey */
export function obedienceTo(
  decisionId: string,
  acknowledgements: Iterable<Acknowledgement>,
  cells: Readonly<Record<string, number>>,
): Obedience {
  const said = [...acknowledgements]
    .filter((acknowledgement) => acknowledgement.decisionId === decisionId)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const names = new Set(said.map(({ service, cell }) => `${service}/${cell}`));
  const wanted = Object.entries(cells).flatMap(([service, count]) =>
    Array.from({ length: count }, (_, cell) => `${service}/${cell}`),
  );
  const first = said[0];
  const last = said.at(-1);
  return {
    obeying: wanted.filter((name) => names.has(name)).length,
    expected: wanted.length,
    missing: wanted.filter((name) => !names.has(name)).sort(),
    ...(first !== undefined &&
      last !== undefined && {
        slowest: {
          name: `${last.service}/${last.cell}`,
          afterMillis: Date.parse(last.at) - Date.parse(first.at),
        },
      }),
  };
}

/** Says it in a line: "11 of 12 cells obey, waiting for risk/2". */
export function obedienceText({ obeying, expected, missing, slowest }: Obedience): string {
  const count = `${obeying} of ${expected} cells obey`;
  if (missing.length > 0) {
    const others = missing.length > 1 ? ` and ${missing.length - 1} more` : '';
    return `${count}, waiting for ${missing[0] ?? ''}${others}`;
  }
  return slowest === undefined ? count : `${count}, slowest ${slowest.name} (+${slowest.afterMillis} ms)`;
}
