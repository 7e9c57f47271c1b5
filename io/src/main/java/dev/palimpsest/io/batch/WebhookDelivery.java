package dev.palimpsest.io.batch;

/**
 * How telling the end of a batch went.
 *
 * @param deliveryId the same for every attempt
 * @param attempts requests sent; 0 if none could be
 * @param error of the last attempt; absent if delivered
 */
public record WebhookDelivery(String deliveryId, boolean delivered, int attempts, String error) {}
