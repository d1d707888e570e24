import { useParams } from 'react-router';
import { TestCases, type CheckComponent } from '../components/test-cases.js';

/** What later versions of a workflow are held against: its own test cases and those that it inherits. */
export function TestCasesTab({ Check }: { Check: CheckComponent }) {
  const { workflowId = '' } = useParams();
  return <TestCases workflowId={workflowId} Check={Check} />;
}
