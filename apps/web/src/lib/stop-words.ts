import type { StopScope } from '@groundswell/contracts';

/** What a stop is over, as a heading says it. */
export function stopTitle({ scope, targetName }: { readonly scope: StopScope; readonly targetName: string }): string {
  switch (scope) {
    case 'organisation':
      return 'Everything is stopped';
    case 'run':
      return `The run of ${targetName} is stopped`;
    case 'workflow':
      return `${targetName} is stopped`;
    case 'lineage':
      return `${targetName} and all that was adapted from it are stopped`;
    case 'tool':
      return `The tool ${targetName} is stopped`;
    case 'connector':
      return `The connector ${targetName} is stopped`;
    case 'person':
      return `The runs of ${targetName} are stopped`;
  }
}

/** Where the stopped thing has its page; null when that is no page of its own. */
export function stopLink({ scope, targetId }: { readonly scope: StopScope; readonly targetId: string }): string | null {
  switch (scope) {
    case 'run':
      return `/runs/${targetId}`;
    case 'workflow':
    case 'lineage':
      return `/workflows/${targetId}`;
    case 'connector':
      return `/connectors/${targetId}`;
    default:
      return null;
  }
}
