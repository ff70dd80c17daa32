/** Stands in for @stdlib/assert-has-generator-support, which asks by building a function from text; the policy of the page refuses that and reports it. */
module.exports = () => true;
