import type { SystemProfile } from './definition.ts';
import { amazonAllOrders } from './known/amazon-all-orders.ts';
import { amazonNewOrders } from './known/amazon-new-orders.ts';
import { bigcommerceOrders } from './known/bigcommerce-orders.ts';
import { cdnow } from './known/cdnow.ts';
import { douyinOrders } from './known/douyin-orders.ts';
import { dunnhumby } from './known/dunnhumby.ts';
import { ebayOrders } from './known/ebay-orders.ts';
import { ebayOrdersDe } from './known/ebay-orders-de.ts';
import { etsyItems } from './known/etsy-items.ts';
import { etsyOrders } from './known/etsy-orders.ts';
import { fxiaokeCustomers } from './known/fxiaoke-customers.ts';
import { fxiaokeOpportunities } from './known/fxiaoke-opportunities.ts';
import { hubspotCompanies } from './known/hubspot-companies.ts';
import { hubspotContacts } from './known/hubspot-contacts.ts';
import { hubspotDeals } from './known/hubspot-deals.ts';
import { hubspotTickets } from './known/hubspot-tickets.ts';
import { instacartOrders } from './known/instacart-orders.ts';
import { instacartProducts } from './known/instacart-products.ts';
import { intercomContacts } from './known/intercom-contacts.ts';
import { intercomConversations } from './known/intercom-conversations.ts';
import { jingdongOrders } from './known/jingdong-orders.ts';
import { kingdeeReceivables } from './known/kingdee-receivables.ts';
import { klaviyoCampaigns } from './known/klaviyo-campaigns.ts';
import { klaviyoProfiles } from './known/klaviyo-profiles.ts';
import { kpmgCustomers } from './known/kpmg-customers.ts';
import { kpmgTransactions } from './known/kpmg-transactions.ts';
import { magentoCustomers } from './known/magento-customers.ts';
import { magentoOrders } from './known/magento-orders.ts';
import { mailchimpAudience } from './known/mailchimp-audience.ts';
import { mavenCrm } from './known/maven-crm.ts';
import { olistCustomers } from './known/olist-customers.ts';
import { olistItems } from './known/olist-items.ts';
import { olistOrders } from './known/olist-orders.ts';
import { olistPayments } from './known/olist-payments.ts';
import { olistProducts } from './known/olist-products.ts';
import { olistReviews } from './known/olist-reviews.ts';
import { olistSellers } from './known/olist-sellers.ts';
import { paypalBusiness } from './known/paypal-business.ts';
import { paypalBusinessDe } from './known/paypal-business-de.ts';
import { paypalStatement } from './known/paypal-statement.ts';
import { pinduoduoOrders } from './known/pinduoduo-orders.ts';
import { pipedriveDeals } from './known/pipedrive-deals.ts';
import { qianniuItems } from './known/qianniu-items.ts';
import { qianniuOrders } from './known/qianniu-orders.ts';
import { qualtrics } from './known/qualtrics.ts';
import { qualtricsOld } from './known/qualtrics-old.ts';
import { quickbooksAging } from './known/quickbooks-aging.ts';
import { quickbooksReport } from './known/quickbooks-report.ts';
import { salesforceAccounts } from './known/salesforce-accounts.ts';
import { salesforceCases } from './known/salesforce-cases.ts';
import { salesforceOpportunities } from './known/salesforce-opportunities.ts';
import { shopifyCustomers } from './known/shopify-customers.ts';
import { shopifyCustomersOld } from './known/shopify-customers-old.ts';
import { shopifyOrders } from './known/shopify-orders.ts';
import { squareItems } from './known/square-items.ts';
import { squareTransactions } from './known/square-transactions.ts';
import { stripeBalance } from './known/stripe-balance.ts';
import { stripeInvoices } from './known/stripe-invoices.ts';
import { stripePayments } from './known/stripe-payments.ts';
import { stripePaymentsOld } from './known/stripe-payments-old.ts';
import { stripeSubscriptions } from './known/stripe-subscriptions.ts';
import { superstore } from './known/superstore.ts';
import { surveymonkey } from './known/surveymonkey.ts';
import { taobaoOrders } from './known/taobao-orders.ts';
import { telcoChurn } from './known/telco-churn.ts';
import { tmallOrders } from './known/tmall-orders.ts';
import { typeform } from './known/typeform.ts';
import { uciOnlineRetail } from './known/uci-online-retail.ts';
import { uciOnlineRetail2 } from './known/uci-online-retail-2.ts';
import { wecomCustomers } from './known/wecom-customers.ts';
import { weidianOrders } from './known/weidian-orders.ts';
import { wooAdvanced } from './known/woo-advanced.ts';
import { wooAnalytics } from './known/woo-analytics.ts';
import { wooOrders } from './known/woo-orders.ts';
import { wooWebtoffee } from './known/woo-webtoffee.ts';
import { xeroInvoices } from './known/xero-invoices.ts';
import { yonyouReceivables } from './known/yonyou-receivables.ts';
import { youzanOrders } from './known/youzan-orders.ts';
import { zendeskTickets } from './known/zendesk-tickets.ts';
import { zohoDeals } from './known/zoho-deals.ts';

/** Every known system; a new one is a file and a line here. */
export const systems: readonly SystemProfile[] = [
  shopifyOrders,
  shopifyCustomers,
  shopifyCustomersOld,
  wooOrders,
  wooWebtoffee,
  wooAnalytics,
  wooAdvanced,
  stripePayments,
  stripePaymentsOld,
  stripeSubscriptions,
  stripeBalance,
  stripeInvoices,
  squareTransactions,
  squareItems,
  paypalBusiness,
  paypalBusinessDe,
  paypalStatement,
  amazonAllOrders,
  amazonNewOrders,
  ebayOrders,
  ebayOrdersDe,
  etsyItems,
  etsyOrders,
  bigcommerceOrders,
  magentoOrders,
  magentoCustomers,
  salesforceAccounts,
  salesforceOpportunities,
  salesforceCases,
  hubspotDeals,
  hubspotContacts,
  hubspotCompanies,
  hubspotTickets,
  pipedriveDeals,
  zohoDeals,
  zendeskTickets,
  intercomContacts,
  intercomConversations,
  mavenCrm,
  klaviyoCampaigns,
  klaviyoProfiles,
  mailchimpAudience,
  xeroInvoices,
  quickbooksReport,
  quickbooksAging,
  qualtrics,
  qualtricsOld,
  surveymonkey,
  typeform,
  taobaoOrders,
  qianniuOrders,
  qianniuItems,
  tmallOrders,
  douyinOrders,
  pinduoduoOrders,
  jingdongOrders,
  youzanOrders,
  weidianOrders,
  yonyouReceivables,
  kingdeeReceivables,
  wecomCustomers,
  fxiaokeCustomers,
  fxiaokeOpportunities,
  uciOnlineRetail,
  uciOnlineRetail2,
  cdnow,
  olistOrders,
  olistItems,
  olistPayments,
  olistReviews,
  olistCustomers,
  olistProducts,
  olistSellers,
  instacartOrders,
  instacartProducts,
  telcoChurn,
  superstore,
  dunnhumby,
  kpmgTransactions,
  kpmgCustomers,
];

const byId = new Map(systems.map((system) => [system.id, system]));

/** What a system is called in a locale (`en`, `zh-Hans`); the id itself when it is not known. */
export function systemTitle(id: string, locale: string): string {
  const title = byId.get(id)?.title;
  return title ? (locale.startsWith('zh') ? title.zh : title.en) : id;
}
