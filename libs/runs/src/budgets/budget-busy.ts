/** Other runs hold what is left of a budget and will mostly not need it: the run makes room for other work and comes back. */
export class BudgetBusy extends Error {
  /** When to come back. Spread, so that many do not come at the same moment. */
  readonly afterMs = 700 + Math.random() * 800;

  constructor() {
    super('Other runs hold what is left of a budget.');
    this.name = 'BudgetBusy';
  }
}
