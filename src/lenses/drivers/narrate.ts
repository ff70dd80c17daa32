import { formatInteger, formatNumber, formatPercent } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { customers, perPeriod, stageName } from '#figures/words.ts';
import type { Stage } from '#figures/stages.ts';
import type { Narration } from '../definition.ts';
import { footOf, interval, notReadyWords, warningTexts } from '../telling.ts';
import type { DriversResult, Force } from './analyse.ts';

/** A driving force as it stands over its rows. */
export function forceName(force: Force): string {
  return { contacts: m.lenses_drivers_contacts, complaints: m.lenses_drivers_complaints, price: m.lenses_drivers_price }[force]();
}

/** The clearest driving force, or how often the hidden stages order; how the search went. */
export function narrate(result: DriversResult): Narration {
  const { fit } = result;
  const sampled = (fit.everyone ?? 0) > result.n ? [m.lenses_drivers_sample({ all: customers(fit.everyone!) })] : [];
  return {
    headline: result.status === 'ready' ? headline(result) : m.lenses_drivers_silent(),
    subtitle: result.show === 'drivers' ? m.lenses_drivers_subtitle() : m.lenses_drivers_subtitle_rates({ per: perPeriod(result.period) }),
    foot: footOf(result, ...sampled),
    warnings: [...warningTexts(result), ...result.warnings.flatMap(({ code }) => ownWarning(code))],
    notReady: silence(result),
    method: {
      definition: m.lenses_drivers_definition(),
      formula: m.lenses_drivers_formula(),
      settings: [
        m.lenses_drivers_setting_forces(),
        ...result.rates.map(({ stage, value, low, high }) =>
          m.lenses_drivers_rate({ stage: stageName(stage), rate: within(value, low, high), per: perPeriod(result.period) }),
        ),
        ...result.transitions
          .filter(({ from, to }) => from !== to)
          .map(({ from, to, value, low, high }) =>
            m.lenses_drivers_transition({ from: stageName(from), to: stageName(to), share: percentWithin(value, low, high) }),
          ),
        ...search(result),
        m.lenses_drivers_setting_interval(),
      ],
      caveats: [m.lenses_drivers_caveat_cause(), m.lenses_drivers_caveat_hidden(), m.lenses_drivers_caveat_absorbing()],
      citations: [
        'Netzer, O., Lattin, J. M. & Srinivasan, V. 2008. A hidden Markov model of customer relationship dynamics. Marketing Science 27(2), 185–204.',
        'Benjamini, Y. & Yekutieli, D. 2005. False discovery rate–adjusted multiple confidence intervals for selected parameters. JASA 100, 71–81.',
        'Rabiner, L. R. 1989. A tutorial on hidden Markov models. Proceedings of the IEEE 77(2), 257–286.',
      ],
      statistics: ['profile', 'hmm'],
    },
  };
}

function headline(result: DriversResult): string {
  const clear = result.drivers.filter((driver) => driver.clear && driver.from !== driver.to);
  const strength = ({ low, high }: (typeof clear)[number]) => Math.max(Math.log(low ?? 1), -Math.log(high ?? 1));
  const rates = ratesWords(result);
  if (result.show === 'rates') return rates;
  const best = clear.sort((a, b) => strength(b) - strength(a))[0];
  if (best) {
    const words = {
      contacts: m.lenses_drivers_after_contacts,
      complaints: m.lenses_drivers_after_complaints,
      price: m.lenses_drivers_after_price,
    }[best.force]();
    return m.lenses_drivers_headline({
      after: words,
      from: lower(best.from),
      to: lower(best.to),
      odds: within(best.value, best.low, best.high),
      tests: formatInteger(result.drivers.filter(({ low }) => low !== null).length),
    });
  }
  return m.lenses_two({ first: m.lenses_drivers_none_clear(), second: rates });
}

function ratesWords({ rates, period }: DriversResult): string {
  const rate = (wanted: string) => {
    const row = rates.find(({ stage }) => stage === wanted);
    return row ? within(row.value, row.low, row.high) : '–';
  };
  return m.lenses_drivers_headline_rates({ stable: rate('S'), exploration: rate('E'), decline: rate('D'), per: perPeriod(period) });
}

function within(value: number, low: number | null, high: number | null): string {
  const text = (some: number) => formatNumber(some, some < 1 ? 2 : 1);
  return low === null || high === null ? text(value) : m.lenses_within({ value: text(value), interval: interval(text(low), text(high)) });
}

function percentWithin(value: number, low: number | null, high: number | null): string {
  const text = (some: number) => formatPercent(some, 1);
  return low === null || high === null
    ? text(value)
    : m.lenses_within({ value: text(value), interval: interval(text(low).replace(/\s?%$/, ''), text(high)) });
}

function search({ fit }: DriversResult): string[] {
  if (fit.starts === undefined) return [];
  return [
    m.lenses_drivers_search({
      starts: formatInteger(fit.starts),
      agreeing: formatInteger(fit.agreeing ?? 0),
      finalists: formatInteger(fit.finalists ?? 0),
      steps: formatInteger(fit.steps ?? 0),
    }),
    m.lenses_drivers_bic({ four: formatNumber(fit.bic ?? 0, 0), three: formatNumber(fit.bicThreeStates ?? 0, 0) }),
    ...(fit.bicForces === undefined ? [] : [m.lenses_drivers_bic_forces({ with: formatNumber(fit.bicForces, 0) })]),
  ];
}

function ownWarning(code: string): string[] {
  if (code === 'hmm-not-converged') return [m.lenses_drivers_not_converged()];
  if (code === 'hmm-pooled') return [m.lenses_drivers_pooled()];
  if (code === 'hmm-three-states') return [m.lenses_drivers_three_states()];
  if (code === 'hmm-exploration-silent') return [m.lenses_drivers_exploration_silent()];
  return code === 'hmm-decline-not-lower' ? [m.lenses_drivers_decline_not_lower()] : [];
}

function silence(result: DriversResult): Narration['notReady'] {
  const { code, parameters } = result.reason ?? { code: '', parameters: {} };
  if (!code.startsWith('hmm-')) return notReadyWords(result);
  if (code === 'hmm-collapsed') {
    const counts = { have: formatInteger(Number(parameters.have ?? 0)), need: formatInteger(Number(parameters.need ?? 0)) };
    return {
      what: m.lenses_drivers_collapsed_what(counts),
      why: m.lenses_drivers_collapsed_why(counts),
      next: m.lenses_drivers_few_next(),
    };
  }
  const [have, need] = [customers(Number(parameters.have ?? 0)), customers(Number(parameters.need ?? 0))];
  return { what: m.lenses_drivers_few_what({ have }), why: m.lenses_drivers_few_why({ need }), next: m.lenses_drivers_few_next() };
}

/** A stage's name inside a sentence. */
function lower(stage: Stage): string {
  return stageName(stage).toLowerCase();
}
