import { stageThresholds } from '#schema/thresholds.ts';
import type { CustomerHistory, LevelKind, SegmentProvider } from './history.ts';
import { Ledger } from './ledger.ts';
import { Level } from './level.ts';
import { marginCode } from './margin.ts';
import { binomialAtLeast, binomialAtMost } from './p-values.ts';
import { Rhythm } from './rhythm.ts';
import { stageRules } from './rules.ts';
import type { StageRules } from './rules.ts';
import { D, E, F, S, T, flags, newTrace, reasonCode } from './trace.ts';
import type { Reason, StageTrace } from './trace.ts';

/**
 * The stage machine: judges one customer at a time, once per complete period and with what was known at its end.
 * One machine serves any number of customers, one after the other, and reuses its buffers.
 * Legal moves are E→F,D · F→S,D · S→D · D→F,T · T→E (a new episode); nothing else can happen.
 */
export class StageMachine {
  private readonly ledger = new Ledger();
  private readonly rules: StageRules;
  private readonly rhythm: Rhythm;
  private readonly level = new Level(this.ledger);
  private trace = newTrace(64);
  private state = 0;
  private reason: Reason = 'not-started';
  private flagBits = 0;
  private episode = 0;
  /** kept period of the episode's first order (0 while a prospect), and where the windows may begin */
  private episodeStart = 0;
  private windowStart = 0;
  private enter = 0;
  private hadF = false;
  private fromE = false;
  private lastRebase = -Infinity;
  private lastActive = 0;
  private ordersSeen = 0;
  private contactsSeen = 0;
  private lastContact = 0;
  private contractsSeen = 0;
  private runS = 0;
  private runD = 0;
  private runF = 0;
  private early = false;
  private trigger = 0;
  private delta = 0;

  constructor(rules: StageRules = stageRules) {
    this.rules = rules;
    this.rhythm = new Rhythm(rules.gapSpread);
  }

  /**
   * The stages of one customer. The trace is valid until the next call.
   * A level kind that the history cannot carry falls back to amount, then to orders.
   */
  run(history: CustomerHistory, segment: SegmentProvider, kind: LevelKind): StageTrace {
    if (this.trace.stage.length < history.periods) this.trace = newTrace(history.periods * 2);
    const { ledger, trace } = this;
    ledger.read(history);
    this.level.start(kind);
    this.begin();
    let written = 0;
    for (let k = 1; k <= ledger.kept; k++) {
      const t = ledger.period[k]!;
      written = this.carry(written, t - 1);
      this.step(k, t, history, segment);
      this.write(written++);
    }
    this.carry(written, history.periods);
    trace.length = history.periods;
    return trace;
  }

  private begin(): void {
    this.rhythm.reset();
    this.state = this.flagBits = this.episode = this.episodeStart = this.windowStart = this.enter = 0;
    this.lastActive = this.ordersSeen = this.contactsSeen = this.lastContact = this.contractsSeen = this.trigger = this.delta = 0;
    this.runS = this.runD = this.runF = 0;
    this.hadF = this.fromE = this.early = false;
    this.lastRebase = -Infinity;
    this.reason = 'not-started';
  }

  /** Everything that happens at the end of kept period `k`, period `t` of the customer. */
  private step(k: number, t: number, history: CustomerHistory, segment: SegmentProvider): void {
    const ordered = this.ledger.orders[k]! > this.ledger.orders[k - 1]!;
    this.flagBits = 0;
    this.trigger = 0;
    this.early = false;
    this.level.l = this.level.lPlus = 1;
    this.level.pGrowth = this.level.pDrop = NaN;
    this.hearContacts(k, t, history);
    if (ordered && (this.state === 0 || this.state === T || this.episodeStart === 0)) {
      this.openEpisode(k, t, history);
      this.takeOrders(k);
      this.rhythm.settle(segment(t));
      this.rhythm.updateThresholds(segment(t));
      this.delta = this.sinceLastOrder(k);
      this.early = this.state === E;
      return;
    }
    if (this.episodeStart === 0) this.judgeProspect(k);
    else if (this.state !== T) this.judge(k, segment(t), history, t);
    else this.delta = this.sinceLastOrder(k);
  }

  private hearContacts(k: number, t: number, { contacts }: CustomerHistory): void {
    if (contacts === undefined) return;
    for (; this.contactsSeen < contacts.length && contacts[this.contactsSeen]! < t; this.contactsSeen++) this.lastContact = k;
  }

  /** The first order of all, of a prospect, or after the end; contracts that ended before it say nothing about what it begins. */
  private openEpisode(k: number, t: number, { contracts }: CustomerHistory): void {
    while (contracts?.[this.contractsSeen] && contracts[this.contractsSeen]!.period < t) this.contractsSeen++;
    const prospect = this.state === E || this.state === D;
    this.episodeStart = this.windowStart = k;
    this.runS = this.runD = this.runF = 0;
    this.hadF = this.fromE = false;
    this.lastRebase = -Infinity;
    this.lastActive = 0;
    this.rhythm.forgetDistances();
    if (prospect) {
      if (this.state === E) this.reason = 'first-order';
      return;
    }
    this.reason = this.state === T ? 'new-episode' : 'first-order';
    this.episode++;
    this.state = E;
    this.enter = k;
  }

  /** Counts the orders of period k into gaps and distances. */
  private takeOrders(k: number): void {
    const { ledger } = this;
    const until = ledger.placed[k]!;
    if (until === this.ordersSeen) return;
    for (let i = this.ordersSeen; i < until; i++) if (i > 0) this.rhythm.addGap(ledger.orderTime[i - 1]!, ledger.orderTime[i]!);
    this.ordersSeen = until;
    if (this.lastActive > 0) this.rhythm.addDistance(ledger.clock[this.lastActive]!, ledger.clock[k]!);
    this.lastActive = k;
  }

  private sinceLastOrder(k: number): number {
    return this.ledger.clock[k]! - this.ledger.orderTime[this.ordersSeen - 1]!;
  }

  /** Contact without an order: the only rules are six and twelve silent periods. */
  private judgeProspect(k: number): void {
    if (this.state === 0) {
      if (this.lastContact === 0) return;
      this.state = E;
      this.episode = 1;
      this.enter = k;
      this.reason = 'first-contact';
    }
    this.flagBits |= flags.prospect;
    const silent = this.ledger.clock[k]! - this.ledger.clock[this.lastContact]!;
    this.delta = silent;
    if (this.state === E && silent >= stageThresholds.prospectDecline) this.move(D, 'prospect-silent', k);
    else if (this.state === D && silent >= stageThresholds.prospectEnd) this.move(T, 'prospect-silent', k);
  }

  /** One evaluation of a customer who has ordered and has not ended. */
  private judge(k: number, segment: ReturnType<SegmentProvider>, history: CustomerHistory, t: number): void {
    const { ledger, rhythm, level } = this;
    this.takeOrders(k);
    this.delta = this.sinceLastOrder(k);
    rhythm.updateThresholds(segment);
    if (this.state === E || this.state === F || (this.state === D && !this.hadF)) rhythm.settle(segment);
    level.measure(k, this.episodeStart, this.windowStart, rhythm.b);
    const { matureLevel, growthEvidence, declineLevel, youngest } = stageThresholds;
    const { dropEvidence, recoverLevel } = this.rules;
    const grown = level.lPlus >= matureLevel && level.pGrowth > growthEvidence;
    this.runS = grown ? this.runS + 1 : 0;
    this.runD = level.l < declineLevel && level.pDrop < dropEvidence ? this.runD + 1 : 0;
    this.runF = level.lPlus >= recoverLevel ? this.runF + 1 : 0;
    const age = ledger.clock[k]! - ledger.clock[this.episodeStart - 1]!;
    const contract = history.contracts?.[this.contractsSeen];
    if (contract && contract.period <= t) {
      this.endContract(contract.openItems, k);
    } else if (age < youngest - 1e-9) {
      this.early = this.state === E;
    } else {
      this.decide(k, age);
    }
    if (this.state === S && level.pGrowth <= growthEvidence) this.flagBits |= flags.growing;
  }

  private endContract(openItems: number, k: number): void {
    this.contractsSeen++;
    if (openItems > 0) {
      if (this.state !== D) this.move(D, 'contract-end', k);
      return;
    }
    if (this.state !== D) this.flagBits |= flags.declinedFirst;
    this.move(T, 'contract-end', k);
  }

  /** At most one move; the first rule that applies wins. */
  private decide(k: number, age: number): void {
    const { rhythm } = this;
    const need = this.rules.dwell ? rhythm.b + 1 : 1;
    const dwell = k - this.enter;
    const gapD = this.delta > rhythm.thresholdDecline;
    this.trigger = this.runD >= need ? 1 : gapD ? 2 : 0;
    if (this.state === D) {
      if (this.delta > rhythm.thresholdEnd) return this.move(T, 'lapsed', k);
      if (this.trigger === 0 && this.proof(k, age) && Math.min(this.runF, dwell) >= need) return this.move(F, 'recovered', k);
    } else {
      if (this.trigger !== 0) return this.move(D, this.trigger === 1 ? 'level-fell' : 'gap-too-long', k);
      if (this.state === E && this.proof(k, age)) return this.move(F, 'regular-orders', k);
      if (this.state === F && dwell >= 1 && this.runS >= need) return this.move(S, 'plateau', k);
    }
    if ((this.state === F || this.state === D) && !gapD) this.leaveFormerPeak(k, dwell);
  }

  /** More than trial orders: no growth is asked for, so that flat regular buyers pass. */
  private proof(k: number, age: number): boolean {
    const { ledger, episodeStart } = this;
    const { youngest, proofPeriods, proofOrders, proofRecent, shortWindow } = stageThresholds;
    const before = episodeStart - 1;
    const periods = ledger.active[k]! - ledger.active[before]!;
    const orders = ledger.orders[k]! - ledger.orders[before]!;
    if (age < youngest - 1e-9 || (periods < proofPeriods && orders < proofOrders)) return false;
    const window = Math.max(before, ledger.back(k, shortWindow * this.rhythm.b));
    return ledger.active[k]! - ledger.active[window]! >= proofRecent;
  }

  /** A customer who has been level for twelve rhythms below a former peak is measured by the plateau from now on. */
  private leaveFormerPeak(k: number, dwell: number): void {
    const { ledger, rhythm } = this;
    const { plateauRhythms, longWindow, growthEvidence } = stageThresholds;
    const long = plateauRhythms * rhythm.b;
    if (dwell < long || k - this.lastRebase < long) return;
    const start = ledger.back(k, long);
    if (start < this.windowStart - 1) return;
    const half = ledger.back(k, longWindow * rhythm.b);
    const recent = ledger.orders[k]! - ledger.orders[half]!;
    const both = ledger.orders[k]! - ledger.orders[start]!;
    if (recent === 0 || binomialAtLeast(recent, both, 0.5) <= growthEvidence || binomialAtMost(recent, both, 0.5) <= growthEvidence) return;
    this.windowStart = start + 1;
    this.lastRebase = k;
    this.runS = this.runD = this.runF = 0;
    rhythm.rebase(ledger.clock[start]!, ledger.clock[start + 1]!);
    if (this.state === F) return this.move(S, 'flat-plateau', k);
    this.flagBits |= flags.rebased;
    this.reason = 'lower-plateau';
  }

  private move(to: number, reason: Reason, k: number): void {
    const from = this.state;
    this.state = to;
    this.reason = reason;
    if (to === F) {
      this.hadF = true;
      this.fromE = from === E;
    }
    if (to === S && this.fromE && k - this.episodeStart <= stageThresholds.compressedRhythms * this.rhythm.b)
      this.flagBits |= flags.compressed;
    this.enter = k;
  }

  private write(i: number): void {
    const { trace, level, rhythm } = this;
    trace.stage[i] = this.state;
    trace.early[i] = this.early ? 1 : 0;
    trace.reason[i] = reasonCode[this.early && this.reason !== 'first-order' && this.reason !== 'new-episode' ? 'too-early' : this.reason];
    trace.trigger[i] = this.trigger;
    trace.level[i] = level.l;
    trace.levelPlus[i] = level.lPlus;
    trace.pGrowth[i] = level.pGrowth;
    trace.pDrop[i] = level.pDrop;
    trace.delta[i] = this.delta;
    trace.thresholdDecline[i] = rhythm.thresholdDecline;
    trace.thresholdEnd[i] = rhythm.thresholdEnd;
    trace.rhythm[i] = rhythm.b;
    trace.episode[i] = this.episode;
    trace.flags[i] = this.flagBits;
    trace.margin[i] = this.state === 0 ? 0 : marginCode(this.state, this.early, this.delta, rhythm, level);
  }

  /** Repeats what stood before over periods that are not judged; answers the next place to write. */
  private carry(from: number, to: number): number {
    for (let i = from; i < to; i++) {
      if (i === 0) {
        this.write(0);
      } else {
        for (const column of Object.values(this.trace)) if (typeof column !== 'number') column[i] = column[i - 1]!;
      }
      this.trace.reason[i] = reasonCode['not-observed'];
    }
    return Math.max(from, to);
  }
}
