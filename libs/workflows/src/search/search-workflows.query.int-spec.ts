import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type TeamId } from '@groundswell/kernel';
import { Database, type Actor } from '@groundswell/platform';
import { foundOrganisation, startTestApp, type TestApp, type TestOrganisation } from '@groundswell/testing';
import { AdaptWorkflowService } from '../adapt-workflow/adapt-workflow.service.js';
import { HomeWorkflowsQuery } from '../library/home-workflows.query.js';
import { WorkflowLibrary } from '../library/workflow-library.js';
import { directory, drafted, published, refusal, SPEC_MODULES } from '../workflows.fixture.js';
import { SearchWorkflowsQuery, type WorkflowSearch, type WorkflowSort } from './search-workflows.query.js';

describe('searching the library', () => {
  let app: TestApp;
  let home: TestOrganisation;
  let strangers: TestOrganisation;
  let builder: Actor;
  let reviewer: Actor;
  let runner: Actor;
  let sales: TeamId;
  let works: TeamId;
  let crmId: string;

  beforeAll(async () => {
    app = await startTestApp({ modules: SPEC_MODULES });
    home = await foundOrganisation(app);
    strangers = await foundOrganisation(app, 'Strangers');
    sales = await home.addTeam('Sales');
    works = await home.addTeam('Works');
    builder = await home.addPerson('Bea Builder', ['builder'], [sales]);
    reviewer = await home.addPerson('Rita Reviewer', ['builder'], [works]);
    runner = await home.addPerson('Rolf Runner', ['runner'], [sales]);
    const crm = directory.add(home.id, 'CRM', { search: 'read', note: 'write' });
    crmId = crm.connectorId;
    const bind = (name: string) => [
      { connectorId: crmId, toolIds: crm.tools.filter((tool) => tool.name === name).map((tool) => tool.toolId) },
    ];
    const at = async (minutes: number) => app.clock.advanceMs(minutes * 60_000);
    const tenants = await published(app, builder, reviewer, {
      teamId: sales,
      title: 'Remind tenants of rent',
      task: 'Letters about overdue rent are typed by hand.',
      draft: { bindings: bind('search') },
    });
    await at(1);
    await published(app, reviewer, builder, {
      teamId: works,
      title: 'Mängelanzeige prüfen',
      task: 'Read the notice of defects and find the invoice.',
      draft: { bindings: bind('note') },
    });
    await at(1);
    await drafted(app, builder, {
      teamId: sales,
      title: 'Sort invoices',
      task: 'Invoices of suppliers come in by post.',
    });
    await at(1);
    await app.get(AdaptWorkflowService).adapt(reviewer, {
      versionId: tenants.version.id,
      title: 'Remind suppliers',
      task: 'The same, for late deliveries.',
      teamId: works,
    });
    const theirs = await strangers.addTeam('Theirs');
    await drafted(app, strangers.owner, { teamId: theirs, title: 'Remind tenants of secrets', task: 'Invoices.' });
  });

  afterAll(() => app.close());

  const find = async (
    actor: Actor,
    filter: WorkflowSearch,
    sort: WorkflowSort = 'RELEVANCE',
    first = 24,
    after: string | null = null,
  ) =>
    app.get(Database).transaction(actor.organisationId, async (tx) => {
      const found = await app.get(SearchWorkflowsQuery).search(tx, actor, filter, sort, first, after);
      const items = await app.get(WorkflowLibrary).byIds(tx, found.ids);
      return { ...found, titles: found.ids.map((id) => items.get(id)?.title) };
    });
  const titles = async (actor: Actor, filter: WorkflowSearch, sort?: WorkflowSort) =>
    (await find(actor, filter, sort)).titles;

  it('finds words of title and task, those in the title first', async () => {
    expect(await titles(builder, { search: 'invoice' })).toEqual(['Sort invoices', 'Mängelanzeige prüfen']);
    expect(await titles(builder, { search: 'remind' })).toHaveLength(2);
    expect(await titles(builder, { search: 'rent letters' })).toEqual(['Remind tenants of rent']);
  });

  it('finds what was misspelt, half typed, or written without accents', async () => {
    expect(await titles(builder, { search: 'tennants' })).toEqual(['Remind tenants of rent']);
    expect(await titles(builder, { search: 'remnid tenants' })).toEqual(['Remind tenants of rent']);
    expect(await titles(builder, { search: 'mangelanz' })).toEqual(['Mängelanzeige prüfen']);
    expect(await titles(builder, { search: 'MÄNGELANZEIGE PRUEFEN' })).toEqual(['Mängelanzeige prüfen']);
  });

  it('finds nothing for words that are not there, and takes any text for words', async () => {
    expect(await titles(builder, { search: 'zeppelin' })).toEqual([]);
    for (const search of [
      `'); DROP TABLE workflows; --`,
      `& | ! <-> :*`,
      '\\',
      '%_',
      '---',
      'x'.repeat(5_000),
      '👩‍🔧',
      `a' & 'b`,
    ]) {
      expect(Array.isArray(await titles(builder, { search }))).toBe(true);
    }
  });

  it('shows a runner what is published, and to strangers nothing', async () => {
    expect(await titles(runner, {}, 'TITLE')).toEqual(['Mängelanzeige prüfen', 'Remind tenants of rent']);
    expect(await titles(runner, { search: 'invoices' })).toEqual(['Mängelanzeige prüfen']);
    expect(await titles(strangers.owner, { search: 'remind' })).toEqual(['Remind tenants of secrets']);
  });

  it('filters by team, stage, system, writing, owner, lineage and mine', async () => {
    const parent = (await find(builder, { search: 'rent' })).ids[0];
    expect(await titles(builder, { teamId: works }, 'TITLE')).toEqual(['Mängelanzeige prüfen', 'Remind suppliers']);
    expect(await titles(builder, { stage: ['draft'] }, 'TITLE')).toEqual(['Remind suppliers', 'Sort invoices']);
    expect(await titles(builder, { connectorId: crmId, mayWrite: false }, 'TITLE')).toEqual([
      'Remind suppliers',
      'Remind tenants of rent',
    ]);
    expect(await titles(builder, { mayWrite: true })).toEqual(['Mängelanzeige prüfen']);
    expect(await titles(builder, { ownerId: reviewer.personId }, 'TITLE')).toEqual([
      'Mängelanzeige prüfen',
      'Remind suppliers',
    ]);
    expect(await titles(builder, { mine: true }, 'TITLE')).toEqual(['Remind tenants of rent', 'Sort invoices']);
    expect(await titles(builder, { adaptedFromId: parent })).toEqual(['Remind suppliers']);
    expect(await titles(builder, { ownerId: newId() })).toEqual([]);
  });

  it('sorts by age and by adaptations', async () => {
    expect((await titles(builder, {}, 'NEWEST'))[0]).toBe('Remind suppliers');
    expect((await titles(builder, {}, 'MOST_ADAPTED'))[0]).toBe('Remind tenants of rent');
  });

  it('turns pages with a cursor until all were shown once', async () => {
    const seen: (string | undefined)[] = [];
    let after: string | null = null;
    do {
      const page = await find(builder, {}, 'TITLE', 3, after);
      expect(page.totalCount).toBe(4);
      seen.push(...page.titles);
      after = page.nextCursor;
    } while (after !== null);
    expect(seen).toEqual(['Mängelanzeige prüfen', 'Remind suppliers', 'Remind tenants of rent', 'Sort invoices']);
  });

  it('refuses ids and cursors that are none', async () => {
    const error = await refusal(find(builder, { teamId: 'nonsense', connectorId: '1' }, 'TITLE', 24, '-1'));
    expect(error.fields.map((fault) => fault.path)).toEqual(['after', 'filter.teamId', 'filter.connectorId']);
  });

  it('lists what somebody’s start page shows', async () => {
    const home_ = await app.get(Database).transaction(home.id, async (tx) => {
      const query = app.get(HomeWorkflowsQuery);
      const lists = [
        await query.ofOwnTeams(tx, runner, 3),
        await query.withOwnDraft(tx, builder, 5),
        await query.adaptedByColleagues(tx, builder, 5),
      ];
      const items = await app.get(WorkflowLibrary).byIds(tx, lists.flat());
      return lists.map((ids) => ids.map((id) => items.get(id)?.title));
    });
    expect(home_).toEqual([['Remind tenants of rent'], ['Sort invoices'], ['Remind suppliers']]);
  });
});
