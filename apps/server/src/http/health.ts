import type { FastifyInstance } from 'fastify';
import type { Database } from '@groundswell/platform';

/** `/healthz`: the process lives. `/readyz`: it can do its work, which is to reach the database. */
export function answerHealth(fastify: FastifyInstance, database: Database): void {
  fastify.get('/healthz', async () => ({ status: 'ok' }));
  fastify.get('/readyz', async (_request, reply) => {
    try {
      await database.system('readiness', (tx) => tx.query('SELECT 1'));
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' });
    }
  });
}
