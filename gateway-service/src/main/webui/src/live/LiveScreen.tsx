import { useView } from '../store/view';
import { ChartPanel } from './ChartPanel';
import { Detail } from './Detail';
import { Dock } from './Dock';
import { SymbolList } from './SymbolList';
import { TapePanel } from './TapePanel';

/** The chosen symbol as it trades, and everything of the session under it. */
export function LiveScreen() {
  const detail = useView((view) => view.detail);
  return (
    <main className={detail === undefined ? 'body' : 'body body-detail'} aria-label="Live">
      <SymbolList />
      <ChartPanel />
      <TapePanel />
      <Dock />
      <Detail />
    </main>
  );
}
