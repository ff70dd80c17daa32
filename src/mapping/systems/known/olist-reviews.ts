import { headers, type SystemProfile } from '../definition.ts';

export const olistReviews: SystemProfile = {
  id: 'olist-reviews',
  title: { en: 'Olist reviews', zh: 'Olist 评价' },
  evidence: 'seen',
  table: 'none',
  missing: 'missing_part_of_orders',
  grain: 'response',
  columns: headers(
    'review_id|order_id|review_score|review_comment_title|review_comment_message|review_creation_date|review_answer_timestamp',
  ),
  anchors: headers('review_comment_title|review_answer_timestamp'),
  needed: headers('review_id|order_id|review_score'),
  roles: {},
};
