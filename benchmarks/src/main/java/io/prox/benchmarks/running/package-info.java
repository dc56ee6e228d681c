/// ProX as a person has it: a process of its own that can be killed, a browser, requests over HTTP.
/// [ProxProcess] first.
@NullMarked
package io.prox.benchmarks.running;

import org.jspecify.annotations.NullMarked;
