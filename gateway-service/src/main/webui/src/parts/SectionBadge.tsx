import { SECTION_NAMES, type Tone } from '../domain/words';
import type { Section } from '../protocol/messages';

const TONES: Record<Section, Tone> = { S1: 'warn', O1: 'quiet', Z1: 'good', ZE1: 'note', E1: 'bad' };

/** The badge of a strategy's section, in the colour of its marker on the chart. */
export function SectionBadge({ section }: { section: Section }) {
  return (
    <span className={`section tone-${TONES[section]}`} title={SECTION_NAMES[section]}>
      {section}
    </span>
  );
}
