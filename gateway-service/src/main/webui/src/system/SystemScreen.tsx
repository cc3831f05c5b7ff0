import { Card, Screen } from '../shell/Screen';
import { Cells } from './Cells';
import { DeadLetterList } from './DeadLetterList';
import { FeedList } from './FeedList';
import { HistoryCard } from './HistoryCard';
import { Reconciliation } from './Reconciliation';
import { TradingStates } from './TradingStates';
import { Venue } from './Venue';
import './System.css';

/** Whether everything that trading stands on is well. */
export function SystemScreen() {
  return (
    <Screen title="System">
      <div className="cards">
        <Card title="Trading states">
          <TradingStates />
        </Card>
        <Card title="Services">
          <Cells />
        </Card>
        <Card title="Venue">
          <Venue />
        </Card>
        <Card title="Feeds">
          <FeedList />
        </Card>
        <Card title="Reconciliation with the venue">
          <Reconciliation />
        </Card>
        <Card title="History">
          <HistoryCard />
        </Card>
        <Card title="Dead letters">
          <DeadLetterList />
        </Card>
      </div>
    </Screen>
  );
}
