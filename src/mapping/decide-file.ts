import type { Engine } from '#engine/engine.ts';
import { decideColumn } from './columns/decide.ts';
import { profileOf } from './columns/profile.ts';
import type { ColumnUse, MappingDecision, StagedFile } from './decision.ts';
import { assignRoles } from './names/assign.ts';
import { chooseTable, isIdentified } from './names/choose-table.ts';
import { rolesOf } from './names/roles.ts';
import type { Answers, FileCorrection, MappedColumn, OpenQuestion } from './types.ts';

/** Decides what a staged file is and how each of its columns is read, by names, values, a person's corrections and answers. */
export async function decideFile(
  engine: Engine,
  staged: StagedFile,
  correction: FileCorrection,
  answers: Answers,
  today: string,
  signal?: AbortSignal,
): Promise<MappingDecision> {
  const profiles = staged.shape.columns.map((source, index) => profileOf(source, staged.sample[index] ?? []));
  const table = correction.table ?? chooseTable(profiles);
  const latest = dayAfter(today);
  if (table === 'none') {
    const columns = profiles.map(({ source, samples }): MappedColumn => ({
      source,
      samples,
      role: 'ignored',
      becomes: 'ignored',
      confidence: 1,
      reason: { code: 'reason_no_table', parameters: {} },
    }));
    return { file: staged.name, table, columns, uses: [], attributes: [], unusable: true, questions: [], latest };
  }
  const columns = assignRoles(table, profiles, correction.roles);
  const roles = rolesOf(table);
  const uses: ColumnUse[] = [];
  const questions: OpenQuestion[] = [];
  for (const [index, { source, role }] of columns.entries()) {
    const definition = roles.find((candidate) => candidate.role === role);
    if (!definition) continue;
    const use: ColumnUse = {
      source,
      staged: `c${index}`,
      role: definition,
      format: null,
      open: false,
      floatIds: profiles[index]?.floatIds ?? false,
    };
    const kind = formatKind(definition.type);
    if (kind) {
      const decision = await decideColumn(
        engine,
        { table: staged.staging, column: use.staged, file: staged.name, source },
        kind,
        answers,
        signal,
      );
      use.format = decision.format;
      use.open = decision.format === null;
      if (decision.question) questions.push(decision.question);
    }
    uses.push(use);
  }
  const attributes = columns.flatMap(({ source, role }, index) => (role === 'attribute' ? [{ source, staged: `c${index}` }] : []));
  return { file: staged.name, table, columns, uses, attributes, unusable: !isIdentified(table, columns), questions, latest };
}

function formatKind(type: string): 'date' | 'number' | null {
  if (type === 'date' || type === 'timestamp') return 'date';
  return type === 'text' || type === 'boolean' ? null : 'number';
}

function dayAfter(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
