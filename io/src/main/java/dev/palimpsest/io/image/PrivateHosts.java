package dev.palimpsest.io.image;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which hosts a manifest must not make a worker talk to: metadata services, the worker itself, the
 * network it stands in. The JVM keeps a resolved name for some seconds, so the connection that
 * follows goes to the address that was looked at.
 */
public final class PrivateHosts {
  private PrivateHosts() {}

  /** Whether any address of the host is private; a host that cannot be resolved is not. */
  public static boolean isPrivate(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (isPrivate(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean carrierShared =
        bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64; // 100.64.0.0/10
    boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc; // fc00::/7
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || carrierShared
        || uniqueLocal;
  }
}
