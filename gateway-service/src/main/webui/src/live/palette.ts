import type { Theme } from '../store/view';

/** The colours of the chart, read from the theme: a drawing takes colours and no variables. */
export interface Palette {
  surface: string;
  line: string;
  up: string;
  down: string;
  good: string;
  bad: string;
  warn: string;
  note: string;
  muted: string;
}

/** Puts the theme on the page, and returns its colours. */
export function paletteOf(theme: Theme): Palette {
  document.documentElement.dataset['theme'] = theme;
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: colour('surface'),
    line: colour('line'),
    up: colour('up'),
    down: colour('down'),
    good: colour('good'),
    bad: colour('bad'),
    warn: colour('warn'),
    note: colour('note'),
    muted: colour('muted'),
  };
}
