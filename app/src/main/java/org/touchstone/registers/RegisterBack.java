package org.touchstone.registers;

/**
 * A register that was spared is asked again.
 *
 * @param answers whether it answered; until then only a few are to try
 */
public record RegisterBack(Register register, boolean answers) {}
