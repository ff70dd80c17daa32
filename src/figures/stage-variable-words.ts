import { formatMoney, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';

/** The name of a variable of the input–output table; an unknown one is answered as it is. */
export function variableName(variable: string): string {
  const names: Record<string, () => string> = {
    input: m.figures_variable_input,
    volume: m.figures_variable_volume,
    price: m.figures_variable_price,
    indirect: m.figures_variable_indirect,
    amount: m.figures_variable_amount,
    profit: m.figures_variable_profit,
    scale: m.figures_variable_scale,
    efficiency: m.figures_variable_efficiency,
    coordination: m.figures_variable_coordination,
    communication: m.figures_variable_communication,
  };
  return names[variable]?.() ?? variable;
}

/** What one unit of a variable is, under its name. */
export function variableUnit(variable: string): string {
  const units: Record<string, () => string> = {
    input: m.figures_unit_input,
    volume: m.figures_unit_volume,
    price: m.figures_unit_price,
    indirect: m.figures_unit_indirect,
    amount: m.figures_unit_amount,
    profit: m.figures_unit_profit,
    scale: m.figures_unit_scale,
    efficiency: m.figures_unit_efficiency,
    coordination: m.figures_unit_coordination,
    communication: m.figures_unit_communication,
  };
  return units[variable]?.() ?? '';
}

/** Words for a value of a variable; a dash where it is missing. */
export function variableText(variable: string, value: number | null, currency: string | null): string {
  if (value === null) return '–';
  if (['input', 'amount', 'profit', 'scale', 'efficiency'].includes(variable)) return formatMoney(value, currency);
  if (variable === 'price') return formatNumber(value, 3);
  return formatNumber(value, Math.abs(value) < 0.1 ? 3 : Math.abs(value) >= 100 ? 0 : 2);
}
