import { describe, expect, test } from 'vitest';
import { constructsOf, reversal } from '#mapping/surveys/constructs.ts';
import { readAnswers } from '#mapping/surveys/scales.ts';

const none = new Set<number>();

describe('the construct of an item', () => {
  test.each([
    ['Q1', 'I am satisfied with the shop', ['satisfaction']],
    ['Q2', '我愿意向朋友推薦', ['recommend']],
    ['value_social', '', ['value_social']],
    ['Q3', 'I trust this shop', ['trust_credibility', 'trust_benevolence']],
    ['Q4', 'The tea is green', []],
  ])('%s %s', (id, text, expected) => {
    expect(constructsOf(id, text)).toEqual(expected);
  });

  test('is answered the other way round when the file says so, perhaps when its words deny', () => {
    expect(reversal('Q1 (R)', 'I prefer this shop', 'preference')).toBe('yes');
    expect(reversal('Q1', 'I would not buy here again', 'repurchase')).toBe('ask');
    expect(reversal('Q1', 'It is hard to switch', 'switching_cost')).toBe('no');
  });

  test.each([
    ['I am dissatisfied with the service', 'satisfaction'],
    ['I am unhappy and unsatisfied', 'satisfaction'],
    ['I am not at all satisfied', 'satisfaction'],
    ['我对服务不满意', 'satisfaction'],
    ['我对服务非常不满意', 'satisfaction'],
    ['我不推荐这家店', 'recommend'],
    ['我没有再次购买的打算', 'repurchase'],
    ['我很难原谅他们的错误', 'incident_tolerance'],
    ['It is hard to forgive mistakes', 'incident_tolerance'],
    ['Switching would be no hassle', 'switching_cost'],
    ['It is not easy to switch', 'switching_cost'],
    ['换一家店不麻烦', 'switching_cost'],
    ['The prices are not too expensive', 'cost_price'],
    ['I have little trust in the honest staff', 'trust_credibility'],
    ['The staff are dishonest', 'trust_credibility'],
    ['The service is unreliable', 'trust_credibility'],
    ['I wouldn’t buy here again', 'repurchase'],
  ])('is asked about: %s', (text, construct) => {
    expect(reversal('Q1', text, construct)).toBe('ask');
  });

  test.each([
    ['I am satisfied with the service', 'satisfaction'],
    ['How satisfied or dissatisfied are you with the shop?', 'satisfaction'],
    ['Satisfaction (1 = very dissatisfied, 5 = very satisfied)', 'satisfaction'],
    ['How likely are you to recommend us? 0 = not at all likely, 10 = extremely likely', 'recommend'],
    ['Recommend us, from not at all likely to extremely likely', 'recommend'],
    ['I buy nothing but this tea again', 'repurchase'],
    ['I recommend it without hesitation', 'recommend'],
    ['I like the unique discounts they display', 'affect'],
    ['这家店的服务很不错，我很满意', 'satisfaction'],
    ['您对服务满意不满意', 'satisfaction'],
    ['您会不会再次购买', 'repurchase'],
    ['无论如何我都会推荐', 'recommend'],
    ['未来我会继续购买', 'repurchase'],
  ])('is not asked about: %s', (text, construct) => {
    expect(reversal('Q1', text, construct)).toBe('no');
  });
});

describe('the scale of answers', () => {
  test('words prove it', () => {
    const answers = readAnswers(['非常滿意', '一般', '不满意'], '', none);
    expect(answers?.scale).toEqual({ min: 1, max: 5 });
    expect([...(answers?.values.values() ?? [])]).toEqual([5, 3, 2]);
  });

  test('labels at both ends prove it', () => {
    expect(readAnswers(['0 - Not at all likely', '7', '10 - Extremely likely'], '', none)?.scale).toEqual({ min: 0, max: 10 });
  });

  test('the header proves it', () => {
    expect(readAnswers(['2', '3'], 'Satisfaction (1-7)', none)?.scale).toEqual({ min: 1, max: 7 });
  });

  test('smallest and largest number do not: 1 to 10 without a 0 is open', () => {
    const answers = readAnswers(['1', '5', '10'], 'How likely are you to recommend us?', none);
    expect(answers?.scale).toBeNull();
    expect(answers?.possible).toContainEqual({ min: 0, max: 10 });
    expect(answers?.possible).toContainEqual({ min: 1, max: 10 });
  });

  test('-99 and "not applicable" are no answers', () => {
    expect([...(readAnswers(['-99', 'N/A', 'agree', 'strongly agree'], '', none)?.values.keys() ?? [])]).toEqual([
      'agree',
      'strongly agree',
    ]);
    expect(readAnswers(['-99'], '', none)).toBeNull();
  });

  test('free words are none', () => {
    expect(readAnswers(['too far', 'nice'], '', none)).toBeNull();
  });
});
