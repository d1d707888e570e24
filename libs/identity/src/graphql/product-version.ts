/** The version of the product, as the page's foot shows it. */
export const PRODUCT_VERSION = '0.1.0';
