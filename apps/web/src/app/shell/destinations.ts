import {
  IconArrowsSplit2,
  IconBooks,
  IconChartAreaLine,
  IconCoins,
  IconClockPlay,
  IconHandStop,
  IconHome,
  IconMessageQuestion,
  IconPlayerPlay,
  IconPlug,
  IconScale,
  IconSettings,
  IconTimeline,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';

/** A place in the navigation, and what a person must be allowed for it to be worth showing. */
export interface Destination {
  readonly to: string;
  readonly label: string;
  readonly Icon: Icon;
  readonly group: 'work' | 'govern' | 'organisation';
  readonly needs: string | null;
  /** Words that the command palette also finds it by. */
  readonly alsoCalled: string;
}

export const DESTINATIONS: readonly Destination[] = [
  { to: '/', label: 'Home', Icon: IconHome, group: 'work', needs: null, alsoCalled: 'start inbox' },
  {
    to: '/library',
    label: 'Library',
    Icon: IconBooks,
    group: 'work',
    needs: null,
    alsoCalled: 'workflows search find',
  },
  {
    to: '/runs',
    label: 'Runs',
    Icon: IconPlayerPlay,
    group: 'work',
    needs: 'run.read',
    alsoCalled: 'history executions',
  },
  {
    to: '/triggers',
    label: 'Triggers',
    Icon: IconClockPlay,
    group: 'work',
    needs: 'schedule.read',
    alsoCalled: 'schedules webhooks cron timer automation',
  },
  {
    to: '/compounding',
    label: 'Compounding',
    Icon: IconChartAreaLine,
    group: 'work',
    needs: 'figures.read',
    alsoCalled: 'dashboard figures hours savings leadership',
  },
  {
    to: '/connectors',
    label: 'Connectors',
    Icon: IconPlug,
    group: 'govern',
    needs: 'connector.read',
    alsoCalled: 'mcp servers tools systems',
  },
  {
    to: '/policies',
    label: 'Policies',
    Icon: IconScale,
    group: 'govern',
    needs: 'policy.read',
    alsoCalled: 'rules layers permissions governance',
  },
  {
    to: '/requests',
    label: 'Requests',
    Icon: IconMessageQuestion,
    group: 'govern',
    needs: null,
    alsoCalled: 'ask inbox exception connector tool credential hand-over',
  },
  {
    to: '/budgets',
    label: 'Budgets',
    Icon: IconCoins,
    group: 'govern',
    needs: 'budget.read',
    alsoCalled: 'money cost limit month',
  },
  {
    to: '/stop',
    label: 'Stop',
    Icon: IconHandStop,
    group: 'govern',
    needs: 'audit.read',
    alsoCalled: 'kill switch halt emergency drill',
  },
  {
    to: '/audit',
    label: 'Audit',
    Icon: IconTimeline,
    group: 'govern',
    needs: 'audit.read',
    alsoCalled: 'log evidence chain',
  },
  {
    to: '/people',
    label: 'People',
    Icon: IconUsers,
    group: 'organisation',
    needs: 'person.read',
    alsoCalled: 'invite roles teams users',
  },
  {
    to: '/settings',
    label: 'Settings',
    Icon: IconSettings,
    group: 'organisation',
    needs: 'organisation.update',
    alsoCalled: 'organisation currency rate',
  },
];

/** Pages reached by the palette only: they have a place inside another page. */
export const MORE_DESTINATIONS: readonly Omit<Destination, 'group'>[] = [
  {
    to: '/workflows/new',
    label: 'Register a workflow',
    Icon: IconArrowsSplit2,
    needs: 'workflow.create',
    alsoCalled: 'new create build',
  },
  {
    to: '/connectors/new',
    label: 'Register a connector',
    Icon: IconPlug,
    needs: 'connector.create',
    alsoCalled: 'new mcp server',
  },
  {
    to: '/budgets/spending',
    label: 'Spending',
    Icon: IconCoins,
    needs: 'spending.read',
    alsoCalled: 'cost model tokens money',
  },
  {
    to: '/budgets/models',
    label: 'Models and prices',
    Icon: IconCoins,
    needs: 'model-price.read',
    alsoCalled: 'tokens price list',
  },
  {
    to: '/figures',
    label: 'Definitions of the figures',
    Icon: IconChartAreaLine,
    needs: null,
    alsoCalled: 'metrics formulas',
  },
  {
    to: '/compounding/time',
    label: 'Time ledger',
    Icon: IconChartAreaLine,
    needs: 'time-entry.read',
    alsoCalled: 'minutes entries',
  },
  {
    to: '/compounding/cost',
    label: 'Cost ledger',
    Icon: IconChartAreaLine,
    needs: 'cost-entry.read',
    alsoCalled: 'money entries',
  },
  { to: '/account', label: 'Your account', Icon: IconSettings, needs: null, alsoCalled: 'password profile' },
];
